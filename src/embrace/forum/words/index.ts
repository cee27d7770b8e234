import { inLanguage } from '#ui/site/index.ts';
import { DE } from './de.ts';
import { EN, type Words } from './en.ts';

export type { Words } from './en.ts';

/** What the pages say in a language; English where there is none. */
export function wordsIn(language: string): Words {
  return inLanguage(language, { en: EN, de: DE });
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
  if (unit === 'day' && passed > 30) return dayFormats(language).format(at);
  return agoFormats(language).format(-Math.round(passed), unit);
}

const dayFormats = kept((tag) => new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeZone: 'UTC' }));
const agoFormats = kept((tag) => new Intl.RelativeTimeFormat(tag, { numeric: 'auto', style: 'short' }));

/** Making one takes longer than many pages. The languages are those of the site, which are few. */
function kept<Format>(make: (language: string) => Format): (language: string) => Format {
  const made = new Map<string, Format>();
  return (language) => {
    const format = made.get(language) ?? make(language);
    made.set(language, format);
    return format;
  };
}
