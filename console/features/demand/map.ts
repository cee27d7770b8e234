import { countryName } from '#lib/names/index.ts';
import { stateCode } from '../../components/map/states.ts';
import type { PlaceCount, PlacePoint } from '../../components/map/place-map.tsx';
import type { MapKind } from '../../components/map/shapes.ts';
import { tn } from '../../i18n/index.ts';
import type { AreaView, PictureView, Place } from './types.ts';
import { levelOf, shortPlaceName, sigmaText } from './words.ts';

type Region = PictureView['regions'][number];

/** Maps that have something to show, the one with more people first. */
export function mapKindsOf(regions: readonly Region[]): MapKind[] {
  const people = { us: 0, world: 0 };
  for (const region of regions)
    people[region.country === 'US' && region.region !== '' ? 'us' : 'world'] += region.people ?? 0;
  const kinds = (['us', 'world'] as const).filter((kind) => people[kind] > 0);
  // Where there is an elsewhere, the map of the world shows America too.
  return kinds.toSorted((a, b) => people[b] - people[a]);
}

/** How far a place stands from its usual, not how many live there: the palest is as usual, the darkest far above. */
export function shadeOfSigma(sigma: number): number {
  if (sigma >= 6) return 5;
  return { far: 4, above: 3, usual: 1, below: 1 }[levelOf(sigma)];
}

/** States or countries, what stands out most first. Hidden ones are left out. */
export function placesOf(regions: readonly Region[], kind: MapKind): PlaceCount[] {
  const places = new Map<string, { name: string; people: number; sigma: number }>();
  for (const { country, region, people, sigma } of regions) {
    if (people === null || people === 0) continue;
    const code = kind === 'world' ? country : stateCode(`${country}/${region}`);
    if (code === undefined) continue;
    const name = kind === 'world' ? countryName(country) : region;
    const known = places.get(code) ?? { name, people: 0, sigma: -Infinity };
    places.set(code, { name, people: known.people + people, sigma: Math.max(known.sigma, sigma ?? 0) });
  }
  return [...places]
    .toSorted(([, a], [, b]) => b.sigma - a.sigma || b.people - a.people)
    .map(([code, { name, people, sigma }]) => ({
      code,
      name,
      count: people,
      shade: shadeOfSigma(sigma),
      said: saidOf(people, sigma),
    }));
}

/** Great cities, those that stand out drawn last, the farthest of them with their names. */
export function pointsOf(areas: readonly AreaView[]): PlacePoint[] {
  return areas
    .filter(({ latitude, sigma }) => latitude !== null && sigma !== null)
    .toSorted((a, b) => (a.sigma ?? 0) - (b.sigma ?? 0))
    .flatMap((area, index, all) => {
      const { latitude, longitude, people, sigma } = area;
      if (latitude === null || longitude === null || people === null || sigma === null) return [];
      const isQuiet = levelOf(sigma) === 'usual' || levelOf(sigma) === 'below';
      return [
        {
          name: shortPlaceName(area),
          latitude,
          longitude,
          count: people,
          said: saidOf(people, sigma),
          isQuiet,
          ...(!isQuiet && index >= all.length - NAMED && { label: area.area }),
        },
      ];
    });
}

const NAMED = 2;

/** Whether an area lies in the state or country that was chosen on the map. */
export function isWithin({ country, region }: Place, kind: MapKind, code: string): boolean {
  return kind === 'world' ? country === code : stateCode(`${country}/${region}`) === code;
}

function saidOf(people: number, sigma: number): string {
  return `${tn('demand.people', people)}, ${sigmaText(sigma)}`;
}
