import { SentimentIntensityAnalyzer } from 'vader-sentiment';

/** VADER's compound, −1 to 1: what our figures are compared with. */
export function vaderCompound(text: string): number {
  return SentimentIntensityAnalyzer.polarity_scores(text).compound;
}

/** 0 negative, 1 neutral, 2 positive, by the limits that its authors give. */
export function vaderClass(text: string): number {
  const compound = vaderCompound(text);
  if (compound <= -0.05) return 0;
  return compound >= 0.05 ? 2 : 1;
}
