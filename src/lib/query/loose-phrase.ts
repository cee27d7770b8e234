import { byNumber, type Find, firstFrom, inOrder } from './finds.ts';

/** Whether the words of a loose phrase stand close enough anywhere. */
export function hasLoosePhrase(perWord: readonly (readonly Find[])[], slop: number): boolean {
  return looseFinds(perWord, slop).next().done !== true;
}

/** All words of the phrase in any order within a window that leaves room for `slop` others. */
export function findLoosePhrase(perWord: readonly (readonly Find[])[], slop: number): Find[] {
  return [...looseFinds(perWord, slop)];
}

function* looseFinds(perWord: readonly (readonly Find[])[], slop: number): Generator<Find> {
  if (perWord.some((finds) => finds.length === 0)) return;
  const needs = [...new Set(perWord)].map((finds) => ({
    beginnings: finds.map(({ from }) => from),
    times: perWord.filter((other) => other === finds).length,
    finds,
  }));
  const starts = new Set(needs.flatMap(({ beginnings }) => beginnings).sort(byNumber));
  for (const from of starts) {
    const end = from + perWord.length + slop;
    const windows = needs.map(
      ({ beginnings }) => [firstFrom(beginnings, from), firstFrom(beginnings, end)] as const,
    );
    if (windows.some(([first, behind], i) => behind - first < needs[i]!.times)) continue;
    const chosen = chooseApart(
      perWord.map((finds) => {
        const i = needs.findIndex((need) => need.finds === finds);
        return finds.slice(...windows[i]!);
      }),
    );
    if (chosen === undefined) continue;
    const places = inOrder(chosen).flatMap((find) => find.places);
    yield { from, to: places.at(-1)!.position, places };
  }
}

/** One find for each list such that no two share a position (bipartite matching by augmenting paths). */
function chooseApart(lists: readonly (readonly Find[])[]): Find[] | undefined {
  const takenBy = new Map<number, number>();
  const chosen: Find[] = [];
  const place = (i: number, tried: Set<number>): boolean =>
    lists[i]!.some((find) => {
      if (tried.has(find.from)) return false;
      tried.add(find.from);
      const holder = takenBy.get(find.from);
      if (holder !== undefined && !place(holder, tried)) return false;
      takenBy.set(find.from, i);
      chosen[i] = find;
      return true;
    });
  return lists.every((_, i) => place(i, new Set())) ? chosen : undefined;
}
