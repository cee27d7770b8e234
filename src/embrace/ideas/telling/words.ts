import type { Told } from '../schema.ts';

const LONGEST_TITLE = 90;

/** What whoever said it first reads, in the language of his post where there are words in it. `{title}` and `{link}` are filled. */
export function toldIn(
  told: Told,
  langs: readonly string[],
  { title, link }: { title: string; link: string },
): string {
  const [language = 'en'] = langs.map((tag) => tag.toLowerCase().split('-')[0]!);
  const words = (language === 'de' ? told.de : undefined) ?? told.en;
  const letters = Array.from(title);
  const short = letters.length > LONGEST_TITLE ? `${letters.slice(0, LONGEST_TITLE - 1).join('')}…` : title;
  // A function, so that signs like $& in a title mean nothing.
  return words.replaceAll('{title}', () => short).replaceAll('{link}', () => link);
}
