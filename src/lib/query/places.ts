import type { AtLeastNode, NearNode, PhraseNode, Query, WordNode } from './ast.ts';
import type { Place, PreparedDocument } from './document.ts';
import { hasGlobMatch } from './glob.ts';
import { exactForm, foldKeepingMarks } from '#lib/tokens/index.ts';

/** One find: the places it is made of, from the first to the last position. */
export interface Find {
  readonly from: number;
  readonly to: number;
  readonly places: readonly Place[];
}

type Sections = readonly Place['section'][];

/** All finds of a word, phrase, NEAR, ATLEAST or OR-group in some sections, in the order of their beginning. */
export function findAll(query: Query, prepared: PreparedDocument, sections: Sections): Find[] {
  switch (query.type) {
    case 'word':
      return findWord(query, prepared, sections);
    case 'phrase':
      return query.slop === null
        ? findPhrase(query, prepared, sections)
        : findLoosePhrase(query, query.slop, prepared, sections);
    case 'near':
      return findNear(query, prepared, sections);
    case 'atleast':
      return findAtLeast(query, prepared, sections);
    case 'or':
      return inOrder(query.children.flatMap((child) => findAll(child, prepared, sections)));
    default:
      return [];
  }
}

function findWord(word: WordNode, prepared: PreparedDocument, sections: Sections): Find[] {
  const terms = word.isPattern ? termsLike(word.term, prepared) : [word.term];
  const places = terms.flatMap((term) => prepared.places.get(term) ?? []);
  const found = places.filter((place) => sections.includes(place.section) && agrees(word, place));
  return inOrder(found.map((place) => ({ from: place.position, to: place.position, places: [place] })));
}

/** Terms that a pattern fits, of its own sort only: `bra*` finds no tags, handles or links. */
function termsLike(pattern: string, { places }: PreparedDocument): string[] {
  const sort = sortOf(pattern);
  return [...places.keys()].filter((term) => sortOf(term) === sort && hasGlobMatch(pattern, term));
}

function sortOf(term: string): string {
  return term.startsWith('link:') ? ':' : '#@$'.includes(term[0]!) ? term[0]! : '';
}

function agrees(word: WordNode, place: Place): boolean {
  if (word.agreement === 'folded') return true;
  const raw = place.text.slice(place.start, place.end);
  const form = word.agreement === 'exact' ? exactForm(raw) : foldKeepingMarks(raw);
  return word.isPattern ? hasGlobMatch(word.form, form) : word.form === form;
}

function findPhrase(phrase: PhraseNode, prepared: PreparedDocument, sections: Sections): Find[] {
  const [first, ...rest] = phrase.words.map((word) => findAll(word, prepared, sections));
  const byPosition = rest.map((finds) => new Map(finds.map((find) => [find.from, find])));
  return first!.flatMap((start) => {
    const others = byPosition.map((finds, i) => finds.get(start.from + i + 1));
    if (others.includes(undefined)) return [];
    const places = [start, ...others].flatMap((find) => find!.places);
    return [{ from: start.from, to: start.from + others.length, places: [joined(places)] }];
  });
}

/** All words of the phrase in any order within a window that leaves room for `slop` others. */
function findLoosePhrase(
  { words }: PhraseNode,
  slop: number,
  prepared: PreparedDocument,
  sections: Sections,
): Find[] {
  const perWord = words.map((word) => findAll(word, prepared, sections));
  const beginnings = perWord.map((finds) => finds.map(({ from }) => from));
  const finds: Find[] = [];
  for (const from of new Set(beginnings.flat().sort(byNumber))) {
    const end = from + words.length + slop;
    const inWindow = perWord.map((all, i) =>
      all.slice(firstFrom(beginnings[i]!, from), firstFrom(beginnings[i]!, end)),
    );
    const chosen = chooseApart(inWindow);
    if (chosen === undefined) continue;
    const places = inOrder(chosen).flatMap((find) => find.places);
    finds.push({ from, to: places.at(-1)!.position, places });
  }
  return finds;
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

/** Every find of either side that has the other close enough, with at most `distance` words between. */
function findNear(near: NearNode, prepared: PreparedDocument, sections: Sections): Find[] {
  const lefts = findAll(near.left, prepared, sections);
  const rights = findAll(near.right, prepared, sections);
  const reach = near.distance + 1;
  const isBefore = (others: readonly Find[]) => {
    const ends = others.map(({ to }) => to).sort(byNumber);
    return ({ from }: Find) => hasBetween(ends, from - reach, from - 1);
  };
  const isBehind = (others: readonly Find[]) => {
    const beginnings = others.map(({ from }) => from).sort(byNumber);
    return ({ to }: Find) => hasBetween(beginnings, to + 1, to + reach);
  };
  const [rightBehind, rightBefore] = [isBehind(rights), isBefore(rights)];
  const [leftBehind, leftBefore] = [isBehind(lefts), isBefore(lefts)];
  return [
    ...lefts.filter((left) => rightBehind(left) || (!near.isOrdered && rightBefore(left))),
    ...rights.filter((right) => leftBefore(right) || (!near.isOrdered && leftBehind(right))),
  ];
}

/** Whether an ascending list holds a number from `least` to `most`. */
function hasBetween(ascending: readonly number[], least: number, most: number): boolean {
  const at = firstFrom(ascending, least);
  return at < ascending.length && ascending[at]! <= most;
}

/** Index of the first number of an ascending list that is not under `least`. */
function firstFrom(ascending: readonly number[], least: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

const byNumber = (a: number, b: number) => a - b;

function findAtLeast(node: AtLeastNode, prepared: PreparedDocument, sections: Sections): Find[] {
  const finds = findAll(node.child, prepared, sections);
  const distinct = new Set(finds.map(({ from }) => from));
  return distinct.size >= node.count ? finds : [];
}

function inOrder(finds: readonly Find[]): Find[] {
  return [...finds].sort((a, b) => a.from - b.from || a.to - b.to);
}

function joined(places: readonly Place[]): Place {
  return { ...places[0]!, end: places.at(-1)!.end };
}
