import type { Gazetteer } from './gazetteer.ts';
import { KIND, NAME } from './kinds.ts';
import { lies, type Candidate, type Match } from './matches.ts';
import { kilometres } from './near.ts';
import type { Finding } from './place.ts';
import type { Token } from './segments.ts';

/** What is known besides the words. */
export interface Hints {
  /** Regions and countries that flags or postcodes tell. */
  readonly containers: readonly number[];
  /** Country and middle longitude of the author's time zone. */
  readonly zone?: readonly [country: string, lon: number] | undefined;
}

interface Scored {
  readonly match: number;
  readonly row: number;
  readonly score: number;
}

/** Points, in logarithms of inhabitants: a region that is named beside a city is worth e^10 people. */
const IN_NAMED_REGION = 10;
const IN_NAMED_COUNTRY = 7;
const OUTSIDE_WHAT_FOLLOWS = -6;
const NAMED_FIRST = 6;
const IN_TIME_ZONE = 3;
const IS_WEAK = -4;
const IS_KNOWN = 2;
const IS_CAPITAL = 1;
/** Where more of those who post in public live than their number would say. */
const WRITERS: Readonly<Record<string, number>> = {
  US: 0.9,
  GB: 0.6,
  CA: 0.3,
  AU: 0.3,
  IE: 0.3,
  BR: 0.2,
  JP: 0.2,
};

/** The place that the matches mean together; undefined where they mean none. */
export function choose(
  matches: readonly Match[],
  tokens: readonly Token[],
  places: Gazetteer,
  hints: Hints,
): Finding | undefined {
  if (matches.length === 0) return undefined;
  const admin = scoredAdmins(matches, tokens, places, hints).sort((one, other) => other.score - one.score);
  const all = scoredCities(matches, tokens, places, hints).sort((one, other) => other.score - one.score);
  const adminOnly = matches.map((_, match) => isRatherTheRegion(match, all, admin, matches, places));
  const cities = all.filter(({ match }) => !adminOnly[match]);
  if (cities.length > 0) return cityFinding(cities, matches, places);
  return admin.length === 0 ? undefined : adminFinding(admin, matches, places, all);
}

function scoredCities(
  matches: readonly Match[],
  tokens: readonly Token[],
  places: Gazetteer,
  hints: Hints,
): Scored[] {
  const named = matches.map(({ candidates }) => candidates.filter(({ row }) => isAdmin(places, row)));
  const firstCity = matches.findIndex(({ candidates }) =>
    candidates.some((one) => isLikelyCity(one, places)),
  );
  return matches.flatMap(({ candidates, first }, index) => {
    const others = named.flatMap((rows, at) => (at === index ? [] : rows.map(({ row }) => row)));
    const next = matches[index + 1]?.candidates.some(({ row }) => !isAdmin(places, row))
      ? []
      : (named[index + 1] ?? []);
    const order = (index === firstCity ? NAMED_FIRST : 0) + livesThere(tokens, first);
    return candidates
      .filter(({ row }) => !isAdmin(places, row))
      .map(({ row, flags }) => {
        const context =
          withinNamed(row, [...others, ...hints.containers], places) +
          (next.length > 0 && !next.some((one) => lies(row, one.row, places)) ? OUTSIDE_WHAT_FOLLOWS : 0) +
          (isInZone(row, places, hints.zone) ? IN_TIME_ZONE : 0);
        const own =
          worthOf(flags) + (places.isCapital(row) ? IS_CAPITAL : 0) + (WRITERS[places.country(row)] ?? 0);
        return { match: index, row, score: places.size(row) + context + own + order };
      });
  });
}

function worthOf(flags: number): number {
  return ((flags & NAME.weak) === 0 ? 0 : IS_WEAK) + ((flags & NAME.known) === 0 ? 0 : IS_KNOWN);
}

function isAdmin(places: Gazetteer, row: number): boolean {
  return places.kind(row) === KIND.region || places.kind(row) === KIND.country;
}

function isLikelyCity({ row, flags }: Candidate, places: Gazetteer): boolean {
  return !isAdmin(places, row) && (flags & NAME.weak) === 0 && places.size(row) > 8;
}

function withinNamed(row: number, named: readonly number[], places: Gazetteer): number {
  let most = 0;
  for (const container of named)
    if (lies(row, container, places))
      most = Math.max(most, places.kind(container) === KIND.region ? IN_NAMED_REGION : IN_NAMED_COUNTRY);
  return most;
}

/** `Lives in B, born in A`: B. */
function livesThere(tokens: readonly Token[], first: number): number {
  const before = tokens.slice(Math.max(0, first - 3), first).map(({ folded }) => folded);
  if (before.some((word) => LIVES.has(word))) return 7;
  return before.some((word) => LEFT.has(word)) ? -4 : 0;
}

const LIVES = new Set(
  'live lives living based located currently now residing resides vivo viviendo moro morando wohne lebe vit habite leven woont'.split(
    ' ',
  ),
);
const LEFT = new Set(
  'from born raised originally formerly ex native nacido nacida nascido nascida geboren née né'.split(' '),
);

function isInZone(row: number, places: Gazetteer, zone: Hints['zone']): boolean {
  if (zone === undefined) return false;
  return places.country(row) === zone[0] && Math.abs(places.lon(row) - zone[1]) <= 12;
}

function scoredAdmins(
  matches: readonly Match[],
  tokens: readonly Token[],
  places: Gazetteer,
  hints: Hints,
): Scored[] {
  const named = matches.map(({ candidates }) => candidates.filter(({ row }) => isAdmin(places, row)));
  return named.flatMap((candidates, index) => {
    const others = named.flatMap((rows, at) => (at === index ? [] : rows.map(({ row }) => row)));
    const order = livesThere(tokens, matches[index]!.first) - index * NAMED_LATER;
    return candidates.map(({ row, flags }) => {
      const finer = places.kind(row) === KIND.region ? REGION_IS_FINER : 0;
      const context = withinNamed(row, [...others, ...hints.containers], places);
      const zone = hints.zone?.[0] === places.country(row) ? IN_TIME_ZONE : 0;
      const code = (flags & NAME.capitals) === 0 ? 0 : codeWorth(places.country(row), flags);
      return {
        match: index,
        row,
        score: places.size(row) + finer + context + zone + code + order,
      };
    });
  });
}

/** Codes are the everyday names of states and provinces in a few countries only. */
function codeWorth(country: string, flags: number): number {
  if ((flags & NAME.weak) !== 0) return -2.5;
  return ['US', 'CA', 'BR', 'AU'].includes(country) ? 2 : -1;
}

const REGION_IS_FINER = 0.5;
const NAMED_LATER = 5;

/** A match may mean a region or country and a city of it or elsewhere: the larger, unless the city is much of it. */
function isRatherTheRegion(
  match: number,
  cities: readonly Scored[],
  admin: readonly Scored[],
  matches: readonly Match[],
  places: Gazetteer,
): boolean {
  const city = cities.find((one) => one.match === match);
  const best = admin.find((one) => one.match === match);
  if (city === undefined || best === undefined) return best !== undefined;
  const isWithin = lies(city.row, best.row, places);
  for (const [index, { candidates }] of matches.entries())
    for (const { row } of index === match ? [] : candidates) {
      if (row === best.row && isWithin) return false;
      const isRegion = places.kind(row) === KIND.region || places.kind(best.row) === KIND.region;
      if (isRegion && isAdmin(places, row) && lies(city.row, row, places) && !lies(best.row, row, places))
        return false;
    }
  const flags = matches[match]!.candidates.find(({ row }) => row === city.row)?.flags ?? 0;
  const share = Math.exp(places.size(city.row) - places.size(best.row) + worthOf(flags));
  const byCode = matches[match]!.candidates.find(({ row }) => row === best.row)?.flags ?? 0;
  const isAirport = matches[match]!.folded.length === 3 && (byCode & NAME.capitals) !== 0;
  if (isAirport && (flags & NAME.known) !== 0) return false;
  if (places.kind(best.row) === KIND.country) return share < 0.4;
  return share < (isWithin ? 0.1 : 0.25);
}

function adminFinding(
  admin: readonly Scored[],
  matches: readonly Match[],
  places: Gazetteer,
  cities: readonly Scored[],
): Finding {
  const [best] = admin as [Scored, ...Scored[]];
  const ofMatch = (one: Scored) =>
    one !== best && one.match === best.match && !lies(one.row, best.row, places);
  const behind = new Map<number, number>();
  for (const one of admin.filter(ofMatch)) behind.set(one.row, best.score - one.score);
  for (const one of cities.filter(ofMatch)) behind.set(one.row, places.size(best.row) - places.size(one.row));
  const rivals = [...behind].filter(([, steps]) => steps < 3).sort(([, one], [, other]) => one - other);
  const elsewhere = admin.filter(
    (one) =>
      one.match !== best.match &&
      places.country(one.row) !== places.country(best.row) &&
      isOwnMatch(one, admin),
  );
  const { flags } = matches[best.match]!.candidates.find(({ row }) => row === best.row)!;
  const share = 1 / (1 + rivals.slice(0, 3).reduce((sum, [, steps]) => sum + Math.exp(-steps), 0));
  const sure = (flags & NAME.capitals) === 0 ? 0.92 : 0.8;
  return {
    row: best.row,
    confidence: share * sure * (elsewhere.length > 0 ? 0.6 : 1),
    isAmbiguous: elsewhere.length > 0 || share < 0.8,
    others: [...new Set([...rivals.map(([row]) => row), ...elsewhere.map(({ row }) => row)])],
  };
}

/** Whether a match's best reading is this one. */
function isOwnMatch(one: Scored, all: readonly Scored[]): boolean {
  return all.find(({ match }) => match === one.match) === one;
}

/** Places of one name nearer than this are the same to everybody but the post office. */
const SAME_PLACE_KM = 60;

function cityFinding(cities: readonly Scored[], matches: readonly Match[], places: Gazetteer): Finding {
  const [best] = cities as [Scored, ...Scored[]];
  const isFar = ({ row }: Scored) => kilometres(places, row, best.row) > SAME_PLACE_KM;
  const namesakes = cities.filter((one) => one.match === best.match && one !== best && isFar(one));
  const share = 1 / (1 + namesakes.reduce((sum, one) => sum + Math.exp(one.score - best.score), 0));
  const others = otherCities(best, cities, matches, places).filter(isFar);
  const known = Math.min(0.98, 0.62 + places.size(best.row) * 0.025);
  return {
    row: best.row,
    confidence: share * known * (others.length > 0 ? 0.6 : 1),
    isAmbiguous: share < 0.6 || others.length > 0,
    others: [...others, ...namesakes.filter((one) => best.score - one.score < 4)].map(({ row }) => row),
  };
}

/** The best of every further match that is a city of its own rather than where the best one lies. */
function otherCities(
  best: Scored,
  cities: readonly Scored[],
  matches: readonly Match[],
  places: Gazetteer,
): Scored[] {
  return matches.flatMap(({ candidates }, index) => {
    if (index === best.match || candidates.some(({ row }) => lies(best.row, row, places))) return [];
    const one = cities.find(({ match }) => match === index);
    return one === undefined || places.size(one.row) < 9 ? [] : [one];
  });
}
