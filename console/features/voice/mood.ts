/** Where dots of a small chart stand: the same distance between each, the newest at the right, from −1 (below) to 1 (above). */
export function dotsOf(
  scores: readonly number[],
  width: number,
  height: number,
  edge = 4,
): { x: number; y: number }[] {
  const step = scores.length < 2 ? 0 : (width - 2 * edge) / (scores.length - 1);
  return scores.map((score, index) => ({
    x: scores.length < 2 ? width / 2 : edge + index * step,
    y: edge + ((1 - Math.min(1, Math.max(-1, score))) / 2) * (height - 2 * edge),
  }));
}

/** A word for a score. */
export function moodWord(score: number): 'good' | 'bad' | 'even' {
  if (score > 0.2) return 'good';
  return score < -0.2 ? 'bad' : 'even';
}

/** Whether the last few sounded better or worse than those before; null where there are too few. */
export function trendOf(scores: readonly number[]): 'better' | 'worse' | 'same' | null {
  if (scores.length < 4) return null;
  const mean = (some: readonly number[]) => some.reduce((sum, one) => sum + one, 0) / some.length;
  const change = mean(scores.slice(-2)) - mean(scores.slice(0, -2));
  if (change > 0.25) return 'better';
  return change < -0.25 ? 'worse' : 'same';
}
