import type { Dimension, Outcome } from './domain/outcomes.ts';

declare module '#platform/bus/index.ts' {
  interface Events {
    /** A group of people has had less of something than others like them. */
    'fairness.alarm': { dimension: Dimension; group: string; outcome: Outcome; ratio: number };
    /** No group stands out any more. */
    'fairness.fair': Record<string, never>;
  }
}
