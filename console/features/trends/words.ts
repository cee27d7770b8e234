import { countryName, languageName } from '#lib/names/index.ts';
import { hasMessage, t } from '../../i18n/index.ts';
import type { Dimension } from './types.ts';

/** A counted value in words. */
export function valueName(dimension: Dimension, value: string): string {
  // Keys that end in “other” are for counted messages.
  const key = `trends.value.${value === 'other' ? 'rest' : value}`;
  if ((value === 'few' || value === 'unknown' || value === 'other') && hasMessage(key)) return t(key);
  switch (dimension) {
    case 'network': {
      const network = `network.${value}`;
      return hasMessage(network) ? t(network) : value;
    }
    case 'language':
      return languageName(value);
    case 'country':
      return countryName(value);
    case 'region': {
      const [country = '', region = ''] = value.split('/');
      return `${region}, ${countryName(country)}`;
    }
    default: {
      const word = `trends.${dimension}.${value}`;
      return hasMessage(word) ? t(word) : value;
    }
  }
}

/** `+12 %`, `−3 %`; a word where there is nothing to compare with, or too little to be worth a percentage. */
export function changeText(now: number, before: number): string {
  if (before === 0) return now === 0 ? '' : t('trends.new');
  if (before < FEWEST) return t('trends.from', { before });
  const change = Math.round(((now - before) / before) * 100);
  if (change === 0) return '±0 %';
  return `${change > 0 ? '+' : '\u2212'}${Math.abs(change)} %`;
}

/** A share of fewer posts jumps with every single one. */
const FEWEST = 10;

/** `14 Nov` or `14 Nov, 15:00`, in the viewer's zone. */
export function momentName(iso: string, step: 'hour' | 'day'): string {
  return new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(step === 'hour' ? { hour: '2-digit', minute: '2-digit' } : {}),
  }).format(Date.parse(iso));
}

export function spanName({ from, to }: { from: string; to: string }): string {
  const format = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
  return format.formatRange(Date.parse(from), Date.parse(to) - 1);
}
