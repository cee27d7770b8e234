import { countryName, languageName } from '#lib/names/index.ts';

/** Words of the pages and mails that leave the console. */
const LABELS: Readonly<Record<string, string>> = {
  complaint: 'Complaints',
  question: 'Questions',
  suggestion: 'Suggestions',
  praise: 'Praise',
  purchase: 'Want to buy',
  spam: 'Spam',
  offensive: 'Offensive',
  irony: 'Irony (a hint)',
  needsReply: 'Need an answer',
  urgent: 'Urgent',
};
const numbers = new Intl.NumberFormat('en');
/** Of fewer posts a percentage says nothing. */
const FEWEST = 10;

export const labelWord = (label: string): string => LABELS[label] ?? label;
export const numberWord = (value: number): string => numbers.format(value);

export function languageWord(code: string): string {
  return code === 'unknown' ? 'unknown' : languageName(code);
}

export function countryWord(code: string): string {
  return code === 'few' ? 'places with fewer than 5 posts' : countryName(code);
}

export function percentChange(now: number, before: number): string {
  if (before < FEWEST) return `before: ${numberWord(before)}`;
  const change = Math.round(((now - before) / before) * 100);
  return `${change > 0 ? '+' : change < 0 ? '\u2212' : '±'}${Math.abs(change)} %`;
}

export function spanWord({ from, to }: { from: string; to: string }, zone: string): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: zone,
  });
  return format.formatRange(Date.parse(from), Date.parse(to) - 1);
}

export function dayWord(iso: string, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: zone }).format(
    Date.parse(iso),
  );
}
