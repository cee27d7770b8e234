import type { Picture } from './picture.ts';
import { labelWord, languageWord, numberWord, percentChange, spanWord } from './words.ts';

/** A week in a plain text mail: subject and words. */
export function weeklyText(picture: Picture, link: string, stop: string): { subject: string; text: string } {
  const { overview, by, emerging, words } = picture;
  const { total, totalBefore } = overview;
  const name = picture.subject || picture.company || 'your brand';
  const line = (what: string, now: number, before: number) =>
    `${what.padEnd(18)}${numberWord(now).padStart(8)}   ${percentChange(now, before)}`;
  const label = (key: string) => by.label.find(({ value }) => value === key) ?? { posts: 0, before: 0 };
  const list = (items: readonly string[]) => (items.length === 0 ? 'none' : items.join(', '));
  const text = [
    `${name}, ${spanWord(overview.period, picture.zone)}, compared with the week before:`,
    '',
    line('Posts', total.posts, totalBefore.posts),
    line('Negative', total.negative, totalBefore.negative),
    line('Positive', total.positive, totalBefore.positive),
    ...['complaint', 'question', 'needsReply', 'urgent'].map((key) =>
      line(labelWord(key), label(key).posts, label(key).before),
    ),
    '',
    `Emerging words: ${list(emerging.map((one) => `${one.word} (${one.posts})`))}`,
    `Frequent words: ${list(words.map((one) => one.name))}`,
    `Languages: ${list(by.language.slice(0, 5).map(({ value, posts }) => `${languageWord(value)} ${posts}`))}`,
    '',
    `All numbers, with the posts behind them: ${link}`,
    '',
    `You asked for this mail. To end it: ${stop}`,
    '',
  ];
  return { subject: `${name}: ${numberWord(total.posts)} posts last week`, text: text.join('\n') };
}
