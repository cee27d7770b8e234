import { choose, type Hints } from './choose.ts';
import type { Gazetteer } from './gazetteer.ts';
import { KIND, NAME } from './kinds.ts';
import { isFollowedByItsRegion, matchesIn, type Match } from './matches.ts';
import type { Finding } from './place.ts';
import { tokensOf, type Token } from './segments.ts';

/** Words that a place stands behind when a sentence says where something is. */
const CUES = new Set(
  (
    'in at from near around outside to leaving visiting across towards via into throughout ' +
    'en desde cerca hacia hasta em no na de do da desde perto à a au aux depuis vers chez près in aus bei nach um ab ' +
    'di da dal dalla nel nella vicino uit naar bij te i från till w z do в из из-за около под في من الى إلى إلي di ke dari'
  ).split(' '),
);
/** Cues that people stand behind as well, and names that both people and places have. */
const CUES_OF_PEOPLE = new Set('from to via de da von di do'.split(' '));
const PEOPLE = new Set(
  (
    'jackson sydney victoria paris florence chelsea charlotte madison brooklyn austin dallas houston jordan israel santiago lincoln washington savannah georgia ' +
    'virginia orlando kingston preston clinton wellington nelson hamilton jefferson franklin vienna milan kent chester carson tyler logan mason jasper lyon regina ' +
    'aurora eugene marion helena valencia verona camden clayton dayton lawrence warren henderson'
  ).split(' '),
);
/** May follow a place's name without making it the name of somebody or something else. */
const AFTER = new Set(
  (
    'airport station area city store branch office center centre mall hospital county downtown region based this that today tonight yesterday tomorrow ' +
    'and or but is was are were i we my the on at for with since last next right now'
  ).split(' '),
);

/** Logarithms of inhabitants: 25,000 with capitals and a cue, 250,000 for a word that is a place too or without capitals. */
const ENOUGH = 10.1;
const ENOUGH_FOR_DOUBT = 12.4;
const MAX_TEXT = 2000;
/** A place that a text speaks of is meant less often than one that a profile states. */
const TRUST = 0.65;

/** Where the matter of a text is; undefined where it does not say so with a cue: `in`, `from`, or a region behind the name. */
export function findInText(text: string, places: Gazetteer, hints: Hints): Finding | undefined {
  const plain = text.slice(0, MAX_TEXT).replaceAll(/https?:\/\/\S+|[@#][\p{L}\p{N}_.-]+/gu, ' | ');
  const tokens = tokensOf(plain);
  const isShouting = tokens.length > 3 && tokens.every((one) => one.isCapitals || one.folded.length < 3);
  const matches = matchesIn(tokens, places, mayBegin)
    .map((match) => withoutBoasts(match, tokens))
    .filter((match) => isMeant(match, tokens, places, isShouting));
  const found = choose(matches, tokens, places, hints);
  return found && { ...found, confidence: found.confidence * TRUST };
}

/** Words that neither begin with a capital nor stand behind a cue are not looked up. */
function mayBegin(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]!;
  return token.isCapitalised || token.isUnspaced || isCued(tokens, at);
}

/** Codes without capitals mean nothing in a sentence. */
function withoutBoasts(match: Match, tokens: readonly Token[]): Match {
  const isCapitals = tokens.slice(match.first, match.last).every((one) => one.isCapitals);
  return isCapitals
    ? match
    : { ...match, candidates: match.candidates.filter(({ flags }) => (flags & NAME.capitals) === 0) };
}

function isMeant(match: Match, tokens: readonly Token[], places: Gazetteer, isShouting: boolean): boolean {
  if (match.candidates.length === 0) return false;
  const first = tokens[match.first]!;
  const largest = Math.max(...match.candidates.map(({ row }) => places.size(row)));
  if (first.isUnspaced) return match.folded.length > 1 && largest >= ENOUGH_FOR_DOUBT;
  const isRegionBehind = first.isCapitalised && !isShouting && isFollowedByItsRegion(match, tokens, places);
  if (isRegionBehind) return true;
  if (isContainerOfPrevious(match, tokens, places)) return true;
  if (!isCued(tokens, match.first) || isPartOfName(match, tokens)) return false;
  const isWord = match.candidates.some(({ flags }) => (flags & NAME.word) !== 0);
  const isPlain = first.isCapitalised && !isShouting && !isWord;
  const isAdmin = match.candidates.some(({ row }) => places.kind(row) >= KIND.area);
  if (isWord && (!first.isCapitalised || isShouting)) return false;
  if (PEOPLE.has(match.folded) && CUES_OF_PEOPLE.has(tokens[match.first - 1]!.folded)) return false;
  return largest >= (isPlain ? ENOUGH : ENOUGH_FOR_DOUBT) || (isAdmin && isPlain);
}

/** The `TX` of `Austin, TX`. */
function isContainerOfPrevious(match: Match, tokens: readonly Token[], places: Gazetteer): boolean {
  const before = tokens[match.first - 1];
  if (before === undefined || !before.isCapitalised || !tokens[match.first]!.isCapitalised) return false;
  for (let words = 3; words > 0; words--) {
    const name = tokens.slice(Math.max(0, match.first - words), match.first).map(({ folded }) => folded);
    const { first, last } = places.find(name.join(' '));
    const rows: number[] = [];
    for (let entry = first; entry < last; entry++) rows.push(places.rowAt(entry));
    const isIn = (row: number) =>
      match.candidates.some(
        (one) =>
          (places.kind(one.row) === KIND.region && places.region(row) === places.region(one.row)) ||
          (places.kind(one.row) === KIND.country && places.country(row) === places.country(one.row)),
      );
    if (rows.some((row) => places.kind(row) < KIND.region && isIn(row))) return true;
  }
  return false;
}

function isCued(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  if (before === undefined) return false;
  const word = before.folded === 'the' ? tokens[at - 2]?.folded : before.folded;
  return word !== undefined && CUES.has(word) && before.segment === tokens[at]!.segment;
}

/** `Paris Hilton`, `London Bridge Capital`: a capital goes on behind the name. */
function isPartOfName(match: Match, tokens: readonly Token[]): boolean {
  const next = tokens[match.last];
  if (next === undefined || next.segment !== tokens[match.last - 1]!.segment) return false;
  return next.isCapitalised && !AFTER.has(next.folded);
}
