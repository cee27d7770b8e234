import { TermReader } from './terms.ts';
import { TextVector, Vocabulary } from './vocabulary.ts';

/** Many texts as sparse vectors, side by side: those of text `i` are `offsets[i] … offsets[i + 1]`. */
export interface Matrix {
  readonly offsets: Int32Array;
  readonly rows: Int32Array;
  readonly values: Float32Array;
  readonly known: Float32Array;
}

/** Terms of the texts, commonest first where there are more than `most`; ties by hash, so that the same texts give the same rows. */
export function learnVocabulary(texts: readonly string[], most: number): Vocabulary {
  const terms = new TermReader();
  const seenIn = new Map<number, number>();
  const counts = new Map<number, number>();
  texts.forEach((text, index) => {
    terms.read(text);
    for (let i = 0; i < terms.count; i++) {
      const hash = terms.hashes[i]!;
      if (seenIn.get(hash) === index) continue;
      seenIn.set(hash, index);
      counts.set(hash, (counts.get(hash) ?? 0) + 1);
    }
  });
  let kept = [...counts];
  if (kept.length > most) kept = kept.sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, most);
  kept.sort((a, b) => a[0] - b[0]);
  const rarity = (count: number) => Math.log((texts.length + 1) / (count + 1)) + 1;
  return new Vocabulary(
    Int32Array.from(kept, ([hash]) => hash),
    Float32Array.from(kept, ([, count]) => rarity(count)),
    rarity(0),
  );
}

export function vectorsOf(texts: readonly string[], vocabulary: Vocabulary): Matrix {
  const terms = new TermReader();
  const vector = new TextVector(vocabulary);
  const offsets = new Int32Array(texts.length + 1);
  const known = new Float32Array(texts.length);
  let rows = new Int32Array(1 << 16);
  let values = new Float32Array(1 << 16);
  texts.forEach((text, index) => {
    terms.read(text);
    vector.take(terms);
    const at = offsets[index]!;
    if (at + vector.count > rows.length) {
      rows = grown(rows, Math.max(rows.length * 2, at + vector.count), Int32Array);
      values = grown(values, rows.length, Float32Array);
    }
    rows.set(vector.rows.subarray(0, vector.count), at);
    values.set(vector.values.subarray(0, vector.count), at);
    offsets[index + 1] = at + vector.count;
    known[index] = vector.known;
  });
  return { offsets, rows, values, known };
}

function grown<A extends Int32Array | Float32Array>(from: A, size: number, Kind: new (size: number) => A): A {
  const to = new Kind(size);
  to.set(from);
  return to;
}
