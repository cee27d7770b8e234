/** A talk that was found before. */
export interface KnownTalk {
  readonly id: string;
  readonly terms: readonly string[];
}

/** Share of the telling terms of both that both have, from which it is the same talk. */
const SAME = 0.25;

/**
 * Which talks are known: the id of each, undefined for a new one. The pair with most terms in common first; every id is given once.
 * Terms that stand earlier weigh more (1 / √rank).
 */
export function knownIds(
  found: readonly (readonly string[])[],
  known: readonly KnownTalk[],
): (string | undefined)[] {
  const pairs = found.flatMap((terms, at) =>
    known.map(({ id, terms: before }) => ({ at, id, likeness: likenessOf(terms, before) })),
  );
  const ids = found.map((): string | undefined => undefined);
  const taken = new Set<string>();
  const ordered = pairs
    .filter(({ likeness }) => likeness >= SAME)
    .sort((a, b) => b.likeness - a.likeness || a.at - b.at || (a.id < b.id ? -1 : 1));
  for (const { at, id } of ordered) {
    if (ids[at] !== undefined || taken.has(id)) continue;
    ids[at] = id;
    taken.add(id);
  }
  return ids;
}

function likenessOf(a: readonly string[], b: readonly string[]): number {
  const left = weightsOf(a);
  const right = weightsOf(b);
  let [least, most] = [0, 0];
  for (const term of new Set([...a, ...b])) {
    const [x, y] = [left.get(term) ?? 0, right.get(term) ?? 0];
    least += Math.min(x, y);
    most += Math.max(x, y);
  }
  return most === 0 ? 0 : least / most;
}

function weightsOf(terms: readonly string[]): Map<string, number> {
  return new Map(terms.map((term, rank) => [term, 1 / Math.sqrt(rank + 1)]));
}
