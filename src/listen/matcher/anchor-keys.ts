import type { Anchor } from '#lib/query/index.ts';

/** A term that has to be there, or the beginning of one. */
export type AnchorKey = Exclude<Anchor, { type: 'all' | 'any' }>;

/**
 * The cheapest set of keys one of which every matching document has. Of an AND the cheapest part is enough, of an OR
 * every part is needed.
 */
export function anchorKeys(anchor: Anchor): readonly AnchorKey[] {
  switch (anchor.type) {
    case 'term':
    case 'prefix':
      return [anchor];
    case 'any':
      return anchor.of.flatMap(anchorKeys);
    case 'all':
      return anchor.of.map(anchorKeys).reduce((least, next) => (costOf(next) < costOf(least) ? next : least));
  }
}

/** Expected share of posts with one of the keys, as a guess: short words are common, and so are facts like a language. */
function costOf(keys: readonly AnchorKey[]): number {
  return keys.reduce((sum, key) => sum + guess(key), 0);
}

function guess(key: AnchorKey): number {
  if (key.type === 'prefix') return 40 / key.prefix.length ** 2;
  if (/^(?:lang|kind|is|has|source):/.test(key.term)) return 1000;
  return 10 / key.term.length ** 2;
}
