import type { Comparison } from './types.ts';

/** The ends of the scale; it is a ratio, so both are as far from 1 as people read it. */
const FROM = 0.5;
const TO = 1.5;

export function placeOf(ratio: number): number {
  return (Math.min(TO, Math.max(FROM, ratio)) - FROM) / (TO - FROM);
}

/** The ratio as a dot, its range as a line, 1 as the mark in the middle. The figures stand beside it. */
export function RatioMark({ comparison: { ratio, low, high, isUnfair } }: { comparison: Comparison }) {
  if (ratio === null || low === null || high === null) return null;
  const percentOf = (value: number) => `${(placeOf(value) * 100).toFixed(1)}%`;
  return (
    <span className={isUnfair ? 'ratio ratio-unfair' : 'ratio'} aria-hidden>
      <span className="ratio-fifths" style={{ left: percentOf(0.8) }} />
      <span className="ratio-one" style={{ left: percentOf(1) }} />
      <span
        className="ratio-range"
        style={{ left: percentOf(low), width: `${((placeOf(high) - placeOf(low)) * 100).toFixed(1)}%` }}
      />
      <span className="ratio-dot" style={{ left: percentOf(ratio) }} />
    </span>
  );
}
