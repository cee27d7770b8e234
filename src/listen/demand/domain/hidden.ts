/** Fewer people are never shown, so that nobody can be singled out. */
export const FEWEST_SHOWN = 5;

/** A count as it may be shown: null for one to four. None is no secret. */
export function shown(people: number): number | null {
  return people > 0 && people < FEWEST_SHOWN ? null : people;
}

export interface Part {
  readonly people: number;
}

/**
 * A whole of which parts are shown, so that no hidden part can be found by taking the others from it: the sum of the parts that are shown, and
 * of the hidden ones only where several of them make a number that may be shown itself.
 */
export function shownWhole(parts: readonly Part[]): number | null {
  const open = parts.filter(({ people }) => shown(people) !== null);
  const hidden = parts.filter(({ people }) => shown(people) === null);
  const known = open.reduce((sum, { people }) => sum + people, 0);
  const rest = hidden.reduce((sum, { people }) => sum + people, 0);
  const whole = hidden.length > 1 && rest >= FEWEST_SHOWN ? known + rest : known;
  // Nobody is shown, but somebody is there.
  return whole === 0 && hidden.length > 0 ? null : shown(whole);
}
