import { bandsOf, likeness, NEAR, type Sketch } from './sketch.ts';

/** A different text, as it is linked to others. */
export interface TextToLink {
  readonly key: number;
  readonly numbers: string;
  readonly sketch: Sketch;
}

/** Texts of one band that a text is compared with; where more meet, copies are mostly linked through one another. */
export const MOST_IN_BAND = 64;

export function areCopies(a: TextToLink, b: TextToLink): boolean {
  return a.numbers === b.numbers && likeness(a.sketch, b.sketch) >= NEAR;
}

/**
 * Groups of texts that are copies of each other, or copies of copies: each text's group, named by the smallest key in it. The answer
 * depends on the texts alone, not on their order, as long as no band holds more than `MOST_IN_BAND`.
 */
export function groupTexts(texts: readonly TextToLink[]): Map<number, number> {
  const steps = groupSteps(texts);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/** The same, a text at a step. */
export function* groupSteps(texts: readonly TextToLink[]): Generator<void, Map<number, number>> {
  const groups = new Groups();
  const met = new Map<number, TextToLink[]>();
  for (const text of [...texts].sort((a, b) => a.key - b.key)) {
    groups.add(text.key);
    for (const band of bandsOf(text.sketch, text.numbers)) {
      const others = met.get(band);
      if (!others) {
        met.set(band, [text]);
        continue;
      }
      for (const other of others)
        if (groups.of(other.key) !== groups.of(text.key) && areCopies(text, other))
          groups.join(text.key, other.key);
      if (others.length < MOST_IN_BAND) others.push(text);
    }
    yield;
  }
  return groups.all();
}

/** Which keys belong together (union-find); a group is named by its smallest key. */
export class Groups {
  readonly #above = new Map<number, number>();

  add(key: number): void {
    if (!this.#above.has(key)) this.#above.set(key, key);
  }

  of(key: number): number {
    let root = key;
    for (
      let above = this.#above.get(root);
      above !== undefined && above !== root;
      above = this.#above.get(root)
    )
      root = above;
    for (let at = key; at !== root;) {
      const above = this.#above.get(at)!;
      this.#above.set(at, root);
      at = above;
    }
    return root;
  }

  join(a: number, b: number): void {
    this.add(a);
    this.add(b);
    const [low, high] = [this.of(a), this.of(b)].sort((x, y) => x - y);
    this.#above.set(high!, low!);
  }

  all(): Map<number, number> {
    return new Map([...this.#above.keys()].map((key) => [key, this.of(key)]));
  }
}
