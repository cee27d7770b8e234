import type { Gazetteer } from './gazetteer.ts';
import { KIND, NAME } from './kinds.ts';
import { fillsSegments, isFollowedByItsRegion, type Match } from './matches.ts';
import type { Token } from './segments.ts';

/** Behind these words stands a place, in the languages that most profiles are written in. */
const BEFORE_PLACE = new Set(
  (
    'in at from near around of live lives living based located residing reside born raised currently now ' +
    'de em en a à da do na no desde vivo moro ubicado aus bei wohnhaft lebt di abito vivo uit te woon i från bor fra w z из в из-за da'
  ).split(' '),
);

/** Logarithms of inhabitants: 5,000 where a name stands alone, 60,000 within a sentence. */
const ENOUGH_ALONE = 8.5;
const ENOUGH_WITHIN = 11;

/** Whether a stretch of words in a profile is meant as a place, rather than a word that is also called so. */
export function isSaid(match: Match, tokens: readonly Token[], places: Gazetteer): boolean {
  const isAlone = fillsSegments(tokens, match.first, match.last);
  const largest = Math.max(...match.candidates.map(({ row }) => places.size(row)));
  const isAdmin = match.candidates.some(({ row }) => places.kind(row) >= KIND.area);
  const isWord =
    match.last - match.first === 1 &&
    !tokens[match.first]!.isCapitals &&
    match.candidates.some(({ flags }) => (flags & NAME.word) !== 0);
  if (isFollowedByItsRegion(match, tokens, places)) return true;
  if (isAlone) return isAdmin || largest >= ENOUGH_ALONE || (match.last - match.first > 1 && largest >= 7);
  const words = wordsOfSegment(tokens, match.first);
  if (isWord && (words > 2 || !tokens[match.first]!.isCapitalised)) return false;
  if (isWord && !BEFORE_PLACE.has(tokens[match.first - 1]?.folded ?? '')) return false;
  if (isAdmin || words <= 3) return isAdmin || largest >= ENOUGH_ALONE;
  const isCued = BEFORE_PLACE.has(tokens[match.first - 1]?.folded ?? '');
  return (
    largest >= (isCued || tokens[match.first]!.isCapitalised ? ENOUGH_WITHIN - 1.5 : ENOUGH_WITHIN + 1.5)
  );
}

function wordsOfSegment(tokens: readonly Token[], at: number): number {
  const { segment } = tokens[at]!;
  return tokens.filter((token) => token.segment === segment).length;
}
