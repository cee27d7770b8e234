import type { AtLeastNode, NearNode, PhraseNode, Query, WordNode } from './ast.ts';
import type { Place, PreparedDocument } from './document.ts';
import { byNumber, type Find, hasBetween, inOrder } from './finds.ts';
import { findKey } from './find-key.ts';
import { hasGlobMatch } from './glob.ts';
import { findLoosePhrase, hasLoosePhrase } from './loose-phrase.ts';
import { Positions } from './positions.ts';
import { exactForm, foldKeepingMarks } from '#lib/tokens/index.ts';

type Sections = readonly Place['section'][];

/** Whether there is any find, without looking for all of them where that is costly. */
export function hasFind(query: Query, prepared: PreparedDocument, sections: Sections): boolean {
  if (query.type !== 'phrase' || query.slop === null) return findAll(query, prepared, sections).length > 0;
  return hasLoosePhrase(wordsOf(query, prepared, sections), query.slop);
}

/**
 * All finds of a word, phrase, NEAR, ATLEAST or OR-group in some sections, in the order of their beginning. What was found once
 * in a document is kept with it, so that a thousand times the same word costs no more than one.
 */
export function findAll(query: Query, prepared: PreparedDocument, sections: Sections): readonly Find[] {
  const known = keptFinds(prepared, nameOf(sections));
  const key = findKey(query);
  let found = known.get(key);
  if (!found) known.set(key, (found = look(query, prepared, sections)));
  return found;
}

type Finds = Map<string, readonly Find[]>;

/** By the sections and then by what was looked for: two keys that are made once cost far less than one put together each time. */
function keptFinds(prepared: PreparedDocument, sections: string): Finds {
  let inDocument = finds.get(prepared);
  if (!inDocument) finds.set(prepared, (inDocument = new Map()));
  let known = inDocument.get(sections);
  if (!known) inDocument.set(sections, (known = new Map()));
  return known;
}

function nameOf(sections: Sections): string {
  let name = names.get(sections);
  if (name === undefined) names.set(sections, (name = sections.join()));
  return name;
}

const finds = new WeakMap<PreparedDocument, Map<string, Finds>>();
const names = new WeakMap<Sections, string>();

function look(query: Query, prepared: PreparedDocument, sections: Sections): readonly Find[] {
  switch (query.type) {
    case 'word':
      return findWord(query, prepared, sections);
    case 'phrase': {
      const words = wordsOf(query, prepared, sections);
      return query.slop === null ? findPhrase(words) : findLoosePhrase(words, query.slop);
    }
    case 'near':
      return findNear(query, prepared, sections);
    case 'atleast':
      return findAtLeast(query, prepared, sections);
    case 'or': {
      const different = new Set(query.children.map((child) => findAll(child, prepared, sections)));
      return inOrder([...different].flat());
    }
    default:
      return [];
  }
}

function wordsOf({ words }: PhraseNode, prepared: PreparedDocument, sections: Sections): (readonly Find[])[] {
  return words.map((word) => findAll(word, prepared, sections));
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

/** Places of the first word that have each further word right behind the one before. */
function findPhrase(words: readonly (readonly Find[])[]): Find[] {
  if (words.some((finds) => finds.length === 0)) return [];
  const size = Math.max(...words.map((finds) => finds.at(-1)!.from)) + 1;
  const positions = new Map([...new Set(words)].map((finds) => [finds, positionsOf(size, finds)]));
  const starts = positionsOf(size, words[0]!);
  for (const [i, finds] of words.entries()) starts.keepBefore(positions.get(finds)!, i);
  const lasts = new Map(words.at(-1)!.map((find) => [find.from, find]));
  const length = words.length - 1;
  return words[0]!
    .filter(({ from }) => starts.has(from))
    .map(({ from, places }) => {
      const to = from + length;
      return { from, to, places: [joined(places[0]!, lasts.get(to)!.places.at(-1)!)] };
    });
}

function positionsOf(size: number, finds: readonly Find[]): Positions {
  return new Positions(
    size,
    finds.map(({ from }) => from),
  );
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

function findAtLeast(node: AtLeastNode, prepared: PreparedDocument, sections: Sections): readonly Find[] {
  const finds = findAll(node.child, prepared, sections);
  const distinct = new Set(finds.map(({ from }) => from));
  return distinct.size >= node.count ? finds : [];
}

function joined(first: Place, last: Place): Place {
  return { ...first, end: last.end };
}
