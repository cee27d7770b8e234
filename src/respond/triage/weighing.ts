import { type Factor, pointsOf, SECONDS_PER_POINT } from './domain.ts';

/** Key of a factor → how many times its usual points it counts, from 0 to 5; 1 for those that are not there. */
export type Weights = Readonly<Record<string, number>>;

/** A factor that can be weighed, with what it usually gives. Waiting is not among them: it is the measure of all others. */
export interface Weighable {
  key: string;
  label: string;
  usually: string;
}

export const WEIGHABLE: readonly Weighable[] = [
  { key: 'urgency', label: 'Urgency', usually: '40 for today, 240 when hours count, 480 in an emergency' },
  { key: 'severity', label: 'Severity', usually: '20 to 60 by what is at stake' },
  { key: 'needs-reply', label: 'Wants an answer', usually: 'up to 30, by how sure that is' },
  { key: 'question', label: 'Asks a question', usually: '15' },
  { key: 'promise', label: 'Promise due', usually: 'up to 50, 60 when due soon, 120 when late' },
  { key: 'history', label: 'Their own history', usually: '10 for each unanswered conversation, at most 30' },
  { key: 'repeated', label: 'Wrote again', usually: '10 each time, at most 30' },
  { key: 'addressed', label: 'Addressed to us', usually: '25' },
  { key: 'brand-topic', label: 'About our brand', usually: '15' },
  { key: 'product-topic', label: 'About a product', usually: '8' },
];

export const MOST_WEIGHT = 5;

/** The factors with what they count by these weights. Weighing again starts from the usual points. */
export function weigh(factors: readonly Factor[], weights: Weights): Factor[] {
  return factors.map((factor) => {
    const { base, weight: _weight, ...rest } = factor;
    const usual = base ?? factor.points;
    const weight = weights[factor.key] ?? 1;
    return weight === 1
      ? { ...rest, points: usual }
      : { ...rest, points: Math.round(usual * weight), base: usual, weight };
  });
}

/** A row's factors and rank by these weights, whatever weights it had before. */
export function weighRow<Row extends { factors: readonly Factor[]; rank: number }>(
  row: Row,
  weights: Weights,
): Row {
  const factors = weigh(row.factors, weights);
  const rank = row.rank + (pointsOf(row.factors) - pointsOf(factors)) * SECONDS_PER_POINT;
  return { ...row, factors, rank };
}
