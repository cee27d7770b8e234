import { t } from '../i18n/index.ts';

/** Seconds in the largest unit that says enough: `4 min`, `2.0 h`, `10 h`, `3.5 d`; `–` for none. */
export function span(seconds: number | null): string {
  if (seconds === null) return '–';
  if (seconds < 5400) return t('common.span.minutes', { n: Math.max(1, Math.round(seconds / 60)) });
  if (seconds < 48 * 3600) return t('common.span.hours', { n: rounded(seconds / 3600) });
  return t('common.span.days', { n: rounded(seconds / 86_400) });
}

function rounded(value: number): string {
  return value < 9.95 ? value.toFixed(1) : String(Math.round(value));
}
