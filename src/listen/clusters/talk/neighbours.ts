import type { Vectors } from './vectors.ts';

/** A graph without directions: the edges of node i are at from[i] … from[i + 1]. */
export interface Graph {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly weight: Float64Array;
}

/** Each text is tied to so many of those that are most like it. */
const NEAREST = 16;
/** Texts that are less alike (cosine) are not tied. */
const FEWEST_ALIKE = 0.16;
/** Of the texts with a term so many are met, the latest before a text: what is talked of at one time belongs together. */
const MOST_MET = 800;

/** Ties every text to its nearest neighbours by shared rare terms. `onProgress` hears how far it is, 0 to 1. */
export function neighboursOf({ texts, vocabulary }: Vectors, onProgress: (share: number) => void): Graph {
  const having: { texts: number[]; weights: number[] }[] = vocabulary.map(() => ({ texts: [], weights: [] }));
  const edges: Map<number, number>[] = texts.map(() => new Map());
  const alike = new Float64Array(texts.length);
  for (const [i, text] of texts.entries()) {
    const met: number[] = [];
    for (let t = 0; t < text.terms.length; t++) {
      const others = having[text.terms[t]!]!;
      for (let o = Math.max(0, others.texts.length - MOST_MET); o < others.texts.length; o++) {
        const other = others.texts[o]!;
        if (alike[other] === 0) met.push(other);
        alike[other]! += text.weights[t]! * others.weights[o]!;
      }
    }
    for (const other of met) {
      if (alike[other]! >= FEWEST_ALIKE) {
        keepNearest(edges[i]!, other, alike[other]!);
        keepNearest(edges[other]!, i, alike[other]!);
      }
      alike[other] = 0;
    }
    for (let t = 0; t < text.terms.length; t++) {
      having[text.terms[t]!]!.texts.push(i);
      having[text.terms[t]!]!.weights.push(text.weights[t]!);
    }
    if (i % 500 === 499) onProgress(i / texts.length);
  }
  return bothWays(edges);
}

/** The list grows to twice its size before it is cut, so that cutting is rare. */
function keepNearest(edges: Map<number, number>, other: number, weight: number): void {
  edges.set(other, weight);
  if (edges.size >= NEAREST * 4) cut(edges);
}

function cut(edges: Map<number, number>): void {
  if (edges.size <= NEAREST) return;
  const sorted = [...edges].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  for (const [other] of sorted.slice(NEAREST)) edges.delete(other);
}

/** An edge that either end wants is there. */
function bothWays(edges: readonly Map<number, number>[]): Graph {
  for (const some of edges) cut(some);
  const wanted = edges.map((some) => [...some]);
  for (const [i, some] of wanted.entries()) for (const [other, weight] of some) edges[other]!.set(i, weight);
  const from = new Int32Array(edges.length + 1);
  for (const [i, some] of edges.entries()) from[i + 1] = from[i]! + some.size;
  const to = new Int32Array(from[edges.length]!);
  const weight = new Float64Array(to.length);
  for (const [i, some] of edges.entries()) {
    let at = from[i]!;
    for (const [other, value] of [...some].sort((a, b) => a[0] - b[0])) {
      to[at] = other;
      weight[at++] = value;
    }
  }
  return { from, to, weight };
}
