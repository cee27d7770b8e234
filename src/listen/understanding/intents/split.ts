import { seededRandom, shuffled } from '#lib/model/index.ts';
import type { ExampleSet } from './examples.ts';

/**
 * Takes one in `share` texts of each intent aside; at least one of an intent that has two. Texts of no intent and single ones
 * stay. `turn` (0 to `share − 1`) takes others aside, so that all turns together cover every text once.
 */
export function splitOff(
  set: ExampleSet,
  share: number,
  seed: number,
  turn = 0,
): { kept: ExampleSet; aside: ExampleSet } {
  const random = seededRandom(seed);
  const isAside = new Uint8Array(set.texts.length);
  const places = Array.from(set.labels, (): number[] => []);
  set.targets.forEach((target, text) => void places[target]?.push(text));
  for (const texts of places) {
    const order = shuffled(texts.length, random);
    const size = Math.min(share, texts.length);
    if (size > 1)
      order.forEach((at, i) => (isAside[texts[at]!] = i % size === turn % size && turn < size ? 1 : 0));
  }
  return {
    kept: chosen(set, (text) => isAside[text] === 0),
    aside: chosen(set, (text) => isAside[text] === 1),
  };
}

/** The texts of a set for which `isChosen` says yes; its labels stay. */
export function chosen(set: ExampleSet, isChosen: (text: number) => boolean): ExampleSet {
  const texts = set.texts.flatMap((_, text) => (isChosen(text) ? [text] : []));
  return {
    labels: set.labels,
    texts: texts.map((text) => set.texts[text]!),
    targets: Int32Array.from(texts, (text) => set.targets[text]!),
    notes: [],
  };
}
