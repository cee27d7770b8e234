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
