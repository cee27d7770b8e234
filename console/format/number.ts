const plain = new Intl.NumberFormat('en');
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

/** `1,234`; `12.3K` from ten thousand on. */
export function shortNumber(value: number): string {
  return Math.abs(value) < 10_000 ? plain.format(value) : compact.format(value);
}

/** A count that the server stops counting at `cap`: `1,000+`. */
export function cappedNumber(value: number, cap: number): string {
  return value >= cap ? `${plain.format(cap)}+` : plain.format(value);
}

/** Points with their sign, a real minus included: `+12`, `−3`, `0`. */
export function signed(value: number): string {
  const rounded = Math.round(value);
  if (rounded === 0) return '0';
  return rounded > 0 ? `+${plain.format(rounded)}` : `\u2212${plain.format(-rounded)}`;
}

/** A share from 0 to 1 as `92 %`; `–` for none. */
export function percent(share: number | null | undefined): string {
  return share === null || share === undefined ? '–' : `${Math.round(share * 100)} %`;
}

/** How much more or less; null where there was nothing before. */
export function changeOf(now: number, before: number): string | null {
  if (before === 0) return null;
  const change = Math.round(((now - before) / before) * 100);
  return change === 0 ? '±0 %' : `${change > 0 ? '+' : '−'}${Math.abs(change)} %`;
}

/** How many points of a hundred a share went up or down; null where one is not known. */
export function pointsOf(now: number | null, before: number | null): string | null {
  if (now === null || before === null) return null;
  const points = Math.round((now - before) * 100);
  if (points === 0) return '±0';
  return `${points > 0 ? '+' : '\u2212'}${Math.abs(points)}`;
}
