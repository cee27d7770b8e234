import { DE } from './de.ts';
import { EN, type Words } from './en.ts';

export type { Words } from './en.ts';

/** What the pages say in a language; English where there is none. */
export function wordsIn(language: string): Words {
  return language.split('-')[0] === 'de' ? DE : EN;
}

const STEPS = [
  ['minute', 60],
  ['hour', 60],
  ['day', 24],
] as const;

/** How long ago: `3 hr ago`; the day itself after a month. */
export function agoIn(at: Date, now: Date, language: string): string {
  let passed = Math.max(0, (now.getTime() - at.getTime()) / 1000);
  let unit: 'minute' | 'hour' | 'day' = 'minute';
  for (const [name, size] of STEPS) {
    if (passed < size && name !== 'minute') break;
    passed /= size;
    unit = name;
  }
  if (unit === 'day' && passed > 30)
    return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(at);
  return formatOf(language).format(-Math.round(passed), unit);
}

const formats = new Map<string, Intl.RelativeTimeFormat>();

function formatOf(language: string): Intl.RelativeTimeFormat {
  let format = formats.get(language);
  if (!format) {
    format = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' });
    formats.set(language, format);
  }
  return format;
}
