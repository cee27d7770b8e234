import type { Gazetteer } from './gazetteer.ts';
import { KIND, NAME } from './kinds.ts';
import { isNowhere } from './nowhere.ts';
import type { Token } from './segments.ts';

/** A row that a stretch of words may mean. */
export interface Candidate {
  readonly row: number;
  readonly flags: number;
}

/** A stretch of words that names something. */
export interface Match {
  readonly first: number;
  /** Behind the last token. */
  readonly last: number;
  readonly folded: string;
  readonly candidates: readonly Candidate[];
}

/** Signs of a script without spaces that are tried as one name. */
const MAX_SIGNS = 10;

/** The longest names from left to right, beginning where they may. Codes count in capitals only, or behind the city that lies in what they stand for. */
export function matchesIn(
  tokens: readonly Token[],
  places: Gazetteer,
  mayBegin: (tokens: readonly Token[], at: number) => boolean = () => true,
): Match[] {
  const found: Match[] = [];
  for (let at = 0; at < tokens.length;) {
    const match = mayBegin(tokens, at) ? matchAt(tokens, at, places, found) : undefined;
    if (match === undefined) at++;
    else at = match.last;
    if (match !== undefined && match.candidates.length > 0) found.push(match);
  }
  return found;
}

/** A match without candidates is passed over whole. */
function matchAt(
  tokens: readonly Token[],
  at: number,
  places: Gazetteer,
  before: Match[],
): Match | undefined {
  if (tokens[at]!.isUnspaced) return unspaced(tokens, at, places, before);
  return noPlace(tokens, at, places) ?? longest(tokens, at, places, before);
}

/** A segment that is one of the usual ways of not saying where one is, unless its region follows or it is a code. */
function noPlace(tokens: readonly Token[], first: number, places: Gazetteer): Match | undefined {
  const { segment, isCapitals } = tokens[first]!;
  if (tokens[first - 1]?.segment === segment) return undefined;
  let last = first + 1;
  while (tokens[last]?.segment === segment) last++;
  if (last - first > MAX_PHRASE) return undefined;
  const folded = phrase(tokens, first, last - first);
  if (!isNowhere(folded)) return undefined;
  const candidates = candidatesOf(folded, places);
  if (isCapitals && candidates.some(({ flags }) => (flags & NAME.known) !== 0)) return undefined;
  if (isFollowedByItsRegion({ last, candidates }, tokens, places)) return undefined;
  return { first, last, folded, candidates: [] };
}

const MAX_PHRASE = 8;

function longest(
  tokens: readonly Token[],
  first: number,
  places: Gazetteer,
  before: readonly Match[],
): Match | undefined {
  const reach = places.reach(tokens[first]!.folded);
  let most = Math.min(reach, 1);
  while (
    most < reach &&
    first + most < tokens.length &&
    tokens[first + most]!.segment - tokens[first]!.segment <= 1
  )
    most++;
  for (let words = most; words > 0; words--) {
    const folded = phrase(tokens, first, words);
    const last = first + words;
    const candidates = candidatesOf(folded, places);
    if (candidates.length === 0) continue;
    const allowed = withoutCodes(tokens, first, last, candidates, places, before);
    if (allowed.length > 0) return { first, last, folded, candidates: allowed };
  }
  return undefined;
}

function candidatesOf(folded: string, places: Gazetteer): Candidate[] {
  const { first, last } = places.find(folded);
  const found: Candidate[] = [];
  for (let entry = first; entry < last; entry++)
    found.push({ row: places.rowAt(entry), flags: places.flagsAt(entry) });
  return found;
}

function phrase(tokens: readonly Token[], first: number, words: number): string {
  let folded = tokens[first]!.folded;
  for (let i = 1; i < words; i++) folded += ` ${tokens[first + i]!.folded}`;
  return folded;
}

/** Whether the words are all there is between two separators. */
export function fillsSegments(tokens: readonly Token[], first: number, last: number): boolean {
  return (
    tokens[first - 1]?.segment !== tokens[first]!.segment &&
    tokens[last]?.segment !== tokens[last - 1]!.segment
  );
}

/** Drops the readings that need capitals where there are none. */
function withoutCodes(
  tokens: readonly Token[],
  first: number,
  last: number,
  candidates: readonly Candidate[],
  places: Gazetteer,
  before: readonly Match[],
): Candidate[] {
  if (tokens.slice(first, last).every(({ isCapitals }) => isCapitals)) return [...candidates];
  const city = before.at(-1)?.last === first ? before.at(-1) : undefined;
  return candidates.filter(({ row, flags }) => {
    if ((flags & NAME.capitals) === 0) return true;
    if (fillsSegments(tokens, first, last) && tokens.length === last - first)
      return places.kind(row) !== KIND.city || tokens[first]!.folded.length > 2;
    return city !== undefined && city.candidates.some((one) => lies(one.row, row, places));
  });
}

/** Whether one place lies in a region or country. */
export function lies(row: number, container: number, places: Gazetteer): boolean {
  const kind = places.kind(container);
  if (kind === KIND.country)
    return places.country(row) === places.country(container) && places.kind(row) !== KIND.country;
  return (
    kind === KIND.region && places.region(row) === places.region(container) && places.kind(row) < KIND.region
  );
}

/** The longest name at the beginning of a word without spaces; the rest is looked at next. */
function unspaced(
  tokens: readonly Token[],
  at: number,
  places: Gazetteer,
  before: Match[],
): Match | undefined {
  const signs = [...tokens[at]!.folded];
  let from = 0;
  while (from < signs.length) {
    let words = Math.min(MAX_SIGNS, signs.length - from);
    for (; words > 0; words--) {
      const folded = signs.slice(from, from + words).join('');
      const candidates = candidatesOf(folded, places);
      if (candidates.length === 0 || (words < 2 && signs.length > 1)) continue;
      before.push({ first: at, last: at + 1, folded, candidates });
      break;
    }
    from += Math.max(1, words);
  }
  return { first: at, last: at + 1, folded: '', candidates: [] };
}

/** `Earth, TX` and `hope arkansas` are places whatever else the word means. */
export function isFollowedByItsRegion(
  match: Pick<Match, 'last' | 'candidates'>,
  tokens: readonly Token[],
  places: Gazetteer,
): boolean {
  if (match.last >= tokens.length || match.candidates.length === 0) return false;
  for (let words = 3; words > 0; words--) {
    const next = tokens.slice(match.last, match.last + words);
    const { first, last } = places.find(next.map(({ folded }) => folded).join(' '));
    for (let entry = first; entry < last; entry++) {
      if ((places.flagsAt(entry) & NAME.capitals) !== 0 && !next.every(({ isCapitals }) => isCapitals))
        continue;
      const container = places.rowAt(entry);
      if (match.candidates.some(({ row }) => lies(row, container, places))) return true;
    }
  }
  return false;
}
