import { flagsIn } from './flags.ts';
import type { Gazetteer } from './gazetteer.ts';
import { matchesIn, type Match } from './matches.ts';
import { isNowhere } from './nowhere.ts';
import type { Finding } from './place.ts';
import { isSaid } from './said.ts';
import { tokensOf } from './segments.ts';
import { choose, type Hints } from './choose.ts';

/** What a profile's place says; undefined where it names none. `zone` is the author's time zone, as a hint. */
export function findInProfile(
  text: string,
  places: Gazetteer,
  hints: Pick<Hints, 'zone' | 'containers'>,
): Finding | undefined {
  const tokens = tokensOf(text);
  const flags = flagsIn(text).flatMap((code) => places.adminRow(code) ?? []);
  if (tokens.length > 0 && isNowhere(tokens.map(({ folded }) => folded).join(' '))) return byFlags(flags);
  const matches: Match[] = matchesIn(tokens, places).filter((match) => isSaid(match, tokens, places));
  return (
    choose(matches, tokens, places, { ...hints, containers: [...hints.containers, ...flags] }) ??
    byFlags(flags)
  );
}

/** Flags alone: the first, unsure where there are more. */
function byFlags(flags: readonly number[]): Finding | undefined {
  const [row, ...others] = flags;
  if (row === undefined) return undefined;
  return { row, confidence: others.length === 0 ? 0.85 : 0.5, isAmbiguous: others.length > 0, others };
}
