/**
 * `node tools/tables/places.ts`: makes the gazetteer from GeoNames (CC BY 4.0), as two npm packages carry it, and from the names in
 * `tools/tables/places`. Equal input gives equal bytes.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fingerprint, foldName, REACH_SLOTS, reachSlot } from '../../src/listen/places/fold.ts';
import { KIND, NAME, TRAIT } from '../../src/listen/places/kinds.ts';
import { packTable } from '#platform/tables/index.ts';
import { countryNames } from './places/country-names.ts';
import { namesOf } from './places/names.ts';
import { NICKNAMES } from './places/nicknames.ts';
import { REGION_NAMES } from './places/region-names.ts';
import { readCities, readCountries, readCounties, readRegions, type City, type Row } from './places/rows.ts';

const OUT = path.resolve(import.meta.dirname, '../../src/listen/places/gazetteer.table');
/** Words of everyday language, and words that half of all place names are made of. */
const [EVERYDAY, GENERIC] = ['words', 'generic-words'].map(
  (file) =>
    new Set(
      readFileSync(path.join(import.meta.dirname, `places/${file}.txt`), 'utf8')
        .trim()
        .split(/\s+/),
    ),
) as [Set<string>, Set<string>];

const cities = readCities();
const regions = readRegions(cities);
const countries = readCountries(cities);
const rows: Row[] = [...countries, ...regions, ...readCounties(cities), ...cities].sort(
  (one, other) =>
    compare(one.country, other.country) ||
    compare(one.region, other.region) ||
    other.population - one.population,
);
const countryCodes = countries.map(({ country }) => country).sort(compare);
const regionCodes = ['', ...regions.map(({ region }) => region).sort(compare)];
const rowOf = new Map(rows.map((row, index) => [row, index]));

/** Folded name → row → flags. */
const index = new Map<string, Map<number, number>>();
/** Names that everybody means this place by although they are words elsewhere: `LA`. */
const plainlyKnown = new Set<string>();

for (const city of cities) for (const { folded, flags } of namesOf(city)) note(folded, city, flags);
for (const row of rows) if (row.kind === KIND.area || row.kind === KIND.region) noteAdmin(row);
noteCountries();
noteRegions();
noteNicknames();
write();

function note(folded: string, row: Row, flags: number): void {
  if (folded === '') return;
  const found = index.get(folded) ?? new Map<number, number>();
  index.set(folded, found);
  const at = rowOf.get(row)!;
  if ((flags & NAME.known) !== 0 && (flags & NAME.word) === 0) plainlyKnown.add(`${folded}\n${at}`);
  const isWord = EVERYDAY.has(folded) || GENERIC.has(folded);
  const word = isWord ? NAME.word : 0;
  const known = found.get(at);
  const both = known === undefined ? flags : (known & flags) | ((known | flags) & NAME.known);
  const all = both | word | (flags & NAME.word);
  found.set(at, plainlyKnown.has(`${folded}\n${at}`) ? all & ~NAME.word : all);
}

/** `Lagos State`, `Moscow Oblast` and `Kent`: with and without what they are. */
function noteAdmin(row: Row): void {
  const folded = foldName(row.name);
  if (!GENERIC.has(folded)) note(folded, row, 0);
  const bare = folded.replace(/ (?:state|oblast|province|region|republic|krai|kray|voivodeship)$/, '');
  if (row.kind === KIND.region && bare !== folded && !GENERIC.has(bare)) note(bare, row, 0);
}

function noteCountries(): void {
  const byCode = new Map(countries.map((row) => [row.country, row]));
  for (const [code, row] of byCode) note(code.toLowerCase(), row, NAME.capitals + NAME.weak);
  for (const { country, name, isCode } of countryNames(new Set(byCode.keys())))
    note(foldName(name), byCode.get(country)!, isCode ? NAME.capitals : 0);
}

function noteRegions(): void {
  const byCode = new Map(regions.map((row) => [row.region, row]));
  for (const row of regions)
    if (row.country === 'US') note(row.region.slice(3).toLowerCase(), row, NAME.capitals);
  for (const { region, codes, names } of REGION_NAMES) {
    const row = byCode.get(region);
    if (row === undefined) throw new Error(`There is no region ${region}.`);
    for (const code of codes) note(foldName(code), row, NAME.capitals);
    for (const name of names) note(foldName(name), row, 0);
  }
}

function noteNicknames(): void {
  const missing: string[] = [];
  for (const { country, admin1, city, kind, names } of NICKNAMES) {
    const found = cityOf(country, admin1, city);
    if (found === undefined) {
      missing.push(`${country}.${admin1} ${city}`);
      continue;
    }
    const row = kind === 'city' ? found : areaOf(found, names[0]!, kind === 'metro' ? TRAIT.hasHeart : 0);
    for (const name of names) {
      const folded = foldName(name);
      const isWord = name.startsWith('?') ? NAME.word : 0;
      note(folded, row, NAME.known + isWord + (isCapitals(name) ? NAME.capitals : 0));
    }
  }
  if (missing.length > 0) throw new Error(`Not in GeoNames: ${missing.join(', ')}`);
}

function isCapitals(name: string): boolean {
  return /^[A-Z]{2,4}$/.test(name);
}

/** A row for the surroundings of a city, under the first name that is used for them. */
function areaOf(city: City, name: string, traits: number): Row {
  const title = isCapitals(name)
    ? name
    : name.replaceAll(/(?<![\p{L}\p{N}])\p{L}/gu, (letter) => letter.toUpperCase());
  const { country, region, lat, lon, population } = city;
  const row: Row = { kind: KIND.area, name: title, country, region, lat, lon, population, traits };
  rowOf.set(row, rows.push(row) - 1);
  return row;
}

function cityOf(country: string, admin1: string, name: string): City | undefined {
  return cities
    .filter((city) => city.country === country && (admin1 === '' || city.region === `${country}.${admin1}`))
    .filter((city) => city.name === name || city.ascii === name)
    .sort((one, other) => other.population - one.population)[0];
}

function write(): void {
  const keys = [...index]
    .map(([folded, found]) => ({ key: fingerprint(folded), found, folded }))
    .sort((one, other) => one.key - other.key);
  for (let i = 1; i < keys.length; i++)
    if (keys[i]!.key === keys[i - 1]!.key)
      throw new Error(`"${keys[i]!.folded}" and "${keys[i - 1]!.folded}" share a fingerprint.`);
  const flat = keys.flatMap(({ found }) =>
    [...found].sort(([one], [other]) => rows[other]!.population - rows[one]!.population).slice(0, 255),
  );
  const zones = zonesOf(cities);
  const content = packTable(
    {
      source: 'GeoNames (geonames.org), CC BY 4.0; names of countries: Unicode CLDR',
      countries: countryCodes,
      regions: regionCodes,
      zones,
    },
    {
      kind: { kind: 'u8', values: rows.map(({ kind, traits }) => kind + traits) },
      country: { kind: 'steps', values: rows.map((row) => countryCodes.indexOf(row.country)) },
      region: { kind: 'steps', values: regionsAt() },
      lat: { kind: 'u16', values: rows.map((row) => Math.round((row.lat + 90) * 100)) },
      lon: { kind: 'u16', values: rows.map((row) => Math.round((row.lon + 180) * 100)) },
      size: { kind: 'u8', values: rows.map((row) => Math.round(Math.log(row.population + 1) * 12)) },
      name: { kind: 'text', values: rows.map((row) => row.name) },
      key: { kind: 'rising', values: keys.map(({ key }) => key) },
      count: { kind: 'u8', values: keys.map(({ found }) => Math.min(255, found.size)) },
      row: { kind: 'steps', values: flat.map(([row]) => row) },
      flags: { kind: 'u8', values: flat.map(([, flags]) => flags) },
      reach: { kind: 'u8', values: reaches() },
    },
  );
  writeFileSync(OUT, content);
  process.stdout.write(
    `${rows.length} rows, ${keys.length} names for ${flat.length}, ${Object.keys(zones).length} time zones, ${(content.length / 1e6).toFixed(2)} MB\n`,
  );
}

/** First word → most words of a name that begins with it. */
function reaches(): Uint8Array {
  const found = new Uint8Array(REACH_SLOTS);
  for (const folded of index.keys()) {
    const words = folded.split(' ');
    const slot = reachSlot(words[0]!);
    found[slot] = Math.max(found[slot]!, words.length);
  }
  return found;
}

function regionsAt(): number[] {
  const at = new Map(regionCodes.map((code, index) => [code, index]));
  return rows.map((row) => at.get(row.region) ?? 0);
}

/** Zone → country and middle longitude of those who live there, in whole degrees. */
function zonesOf(all: readonly City[]): Record<string, [country: string, lon: number]> {
  const zones = new Map<string, { people: number; lon: number; by: Map<string, number> }>();
  for (const { zone, country, lon, population } of all) {
    const known = zones.get(zone) ?? { people: 0, lon: 0, by: new Map<string, number>() };
    zones.set(zone, known);
    known.people += population + 1;
    known.lon += lon * (population + 1);
    known.by.set(country, (known.by.get(country) ?? 0) + population + 1);
  }
  return Object.fromEntries(
    [...zones]
      .filter(([zone]) => zone !== '')
      .sort(([one], [other]) => compare(one, other))
      .map(([zone, { people, lon, by }]) => {
        const [country] = [...by].sort(([, one], [, other]) => other - one)[0]!;
        return [zone, [country, Math.round(lon / people)]];
      }),
  );
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
