import { marked } from '#lib/typos/index.ts';

const LENGTH = 220;
const BEFORE = 50;
/** Letters of a text that are looked through. */
const MOST = 20_000;

/** The part of a text in which most of the words stand; its beginning where none does. */
export function passageOf(text: string, words: readonly string[]): string {
  const plain = text.slice(0, MOST).replaceAll(/\s+/g, ' ').trim();
  if (plain.length <= LENGTH) return plain.toWellFormed();
  const from = startOf(plain, words);
  const begun = from === 0 ? plain : plain.slice(from);
  const passage = begun.length <= LENGTH ? begun : `${cutAtWord(begun.slice(0, LENGTH))} …`;
  return `${from === 0 ? '' : '… '}${passage}`.toWellFormed();
}

function startOf(plain: string, words: readonly string[]): number {
  const places: { at: number; word: string }[] = [];
  let at = 0;
  for (const { text, isFound } of marked(plain, words)) {
    if (isFound) places.push({ at, word: text.toLowerCase() });
    at += text.length;
  }
  const within = (from: number) =>
    new Set(places.filter((one) => one.at >= from && one.at < from + LENGTH - BEFORE).map(({ word }) => word))
      .size;
  // The first of the best places; of a long text the first hundred.
  const best = places
    .slice(0, 100)
    .map((one) => ({ at: one.at, found: within(one.at) }))
    .reduce((a, b) => (b.found > a.found ? b : a), { at: 0, found: 0 });
  return best.at <= BEFORE ? 0 : Math.max(plain.lastIndexOf(' ', best.at - BEFORE / 2) + 1, best.at - BEFORE);
}

function cutAtWord(text: string): string {
  const end = text.lastIndexOf(' ');
  return end > LENGTH / 2 ? text.slice(0, end) : text;
}
