/** Recall of each class, averaged: what SemEval's sentiment task counts. Classes that do not occur are left out. */
export function macroRecall(truth: ArrayLike<number>, said: ArrayLike<number>, classes: number): number {
  return mean(perClass(truth, said, classes).map(({ hits, real }) => hits / real));
}

/** F1 of each class, averaged. Classes that do not occur are left out. */
export function macroF1(truth: ArrayLike<number>, said: ArrayLike<number>, classes: number): number {
  return mean(
    perClass(truth, said, classes).map(({ hits, real, given }) => (2 * hits) / Math.max(1, real + given)),
  );
}

export function accuracy(truth: ArrayLike<number>, said: ArrayLike<number>): number {
  let hits = 0;
  for (let i = 0; i < truth.length; i++) if (truth[i] === said[i]) hits++;
  return hits / Math.max(1, truth.length);
}

/** Area under the ROC curve: how often a positive example gets more than a negative one; ties count half. */
export function areaUnderCurve(truth: ArrayLike<number>, scores: ArrayLike<number>): number {
  const order = Array.from({ length: truth.length }, (_, i) => i).sort((a, b) => scores[a]! - scores[b]!);
  let [ranks, positives] = [0, 0];
  for (let i = 0; i < order.length;) {
    let j = i;
    while (j < order.length && scores[order[j]!] === scores[order[i]!]) j++;
    const hits = order.slice(i, j).filter((at) => truth[at] === 1).length;
    positives += hits;
    ranks += (hits * (i + j + 1)) / 2;
    i = j;
  }
  const negatives = truth.length - positives;
  if (positives === 0 || negatives === 0) return Number.NaN;
  return (ranks - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/** Pearson's correlation. */
export function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [ma, mb] = [mean(Array.from(a)), mean(Array.from(b))];
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    ab += (a[i]! - ma) * (b[i]! - mb);
    aa += (a[i]! - ma) ** 2;
    bb += (b[i]! - mb) ** 2;
  }
  return ab / Math.sqrt(aa * bb);
}

function perClass(truth: ArrayLike<number>, said: ArrayLike<number>, classes: number) {
  const counts = Array.from({ length: classes }, () => ({ hits: 0, real: 0, given: 0 }));
  for (let i = 0; i < truth.length; i++) {
    counts[truth[i]!]!.real++;
    counts[said[i]!]!.given++;
    if (truth[i] === said[i]) counts[truth[i]!]!.hits++;
  }
  return counts.filter(({ real }) => real > 0);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
