import type { ChanceLabel, DecidingSpan, SentimentLabel, Understanding } from './labels.ts';

/** A rating that a text begins with, as reviews are heard here and as shops write them. One star for ornament is none. */
const RATING =
  /^\s*((★+)☆*(?![★☆])|([1-5])\s?(?:\/|out of|of|von|sur|de|su)\s?5\s(?:stars?|Sternen?|étoiles|estrellas|stelle)\b)/iu;

/**
 * What one to five stars add, in log-odds. Chosen, not trained, as no training set carries stars: enough to turn what the words leave open,
 * too little to drown words that are clear.
 */
const ADDED = {
  complaint: [2, 1, 0, -2, -3],
  praise: [-3, -2, 0, 1, 2],
  needsReply: [1, 0.5, 0, -1, -1.5],
} as const;
/** Feelings weaker than this are neither. */
const NEITHER = 0.15;

type Said = Pick<Understanding, 'sentiment' | keyof typeof ADDED>;

/** Stars from 1 to 5 at the beginning of a text, and where they stand. */
export function starsOf(text: string): { stars: number; start: number; end: number } | undefined {
  const [, written, full, number] = RATING.exec(text) ?? [];
  if (written === undefined || (number === undefined && written.length !== 5)) return undefined;
  const start = text.indexOf(written);
  return { stars: number === undefined ? full!.length : Number(number), start, end: start + written.length };
}

/** What the words say, read beside the stars that stand before them. */
export function withStars<T extends Said>(text: string, said: T, isExplained: boolean): T {
  const found = starsOf(text);
  if (!found) return said;
  const { stars, start, end } = found;
  const because = <L extends ChanceLabel | SentimentLabel>(
    label: L,
    weight: number,
  ): readonly DecidingSpan[] =>
    isExplained && weight !== 0
      ? [{ start, end, weight }, ...label.because]
          .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
          .slice(0, 8)
      : label.because;
  const chance = (name: keyof typeof ADDED): ChanceLabel => {
    const label = said[name];
    const added = ADDED[name][stars - 1]!;
    return { ...label, p: 1 / (1 + Math.exp(-added) * (1 / label.p - 1)), because: because(label, added) };
  };
  const sentiment = said.sentiment && {
    ...felt(said.sentiment, stars),
    because: because(said.sentiment, stars - 3),
  };
  return {
    ...said,
    sentiment,
    complaint: chance('complaint'),
    praise: chance('praise'),
    needsReply: chance('needsReply'),
  };
}

/** The middle between what the words and the stars say of the strength; three stars say nothing. */
function felt(sentiment: SentimentLabel, stars: number): SentimentLabel {
  if (stars === 3) return sentiment;
  const score = (sentiment.score + (stars - 3) / 2) / 2;
  const label = Math.abs(score) < NEITHER ? 'neutral' : score > 0 ? 'positive' : 'negative';
  const confidence = label === sentiment.label ? (1 + sentiment.confidence) / 2 : (1 + Math.abs(score)) / 2;
  return { ...sentiment, label, score, confidence };
}
