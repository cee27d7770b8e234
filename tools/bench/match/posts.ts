import { pick, type Random, randomFrom } from '../../../test/helpers/random.ts';
import { didOf } from '../../../test/helpers/jetstream-events.ts';
import { logUniform, oneOf, weighted } from './draw.ts';
import { type Language, languages } from './languages.ts';
import { brands, capital, drawFamous, drawHandle, drawHost } from './names.ts';

export interface BenchPost {
  readonly id: string;
  readonly text: string;
  readonly lang: string;
  /** DID of its author. */
  readonly author: string;
}

/** Characters (code points) of the shortest and longest post. */
export const SHORTEST = 140;
export const LONGEST = 300;

/** How often a post holds what besides plain words. */
export const SHARES = {
  brand: 0.2,
  secondBrand: 0.03,
  tag: 0.25,
  mention: 0.25,
  link: 0.2,
  emoji: 0.35,
  number: 0.2,
  cashtag: 0.02,
  /** Of pieces, not of posts. */
  phrase: 0.05,
  line: 0.02,
  /** Of posts: written by the account of a brand. */
  byBrand: 0.005,
};

const EMOJI = [
  '😂',
  '❤️',
  '🙏',
  '🔥',
  '😭',
  '✨',
  '👍🏽',
  '🎉',
  '💀',
  '🤔',
  '🇧🇷',
  '🇯🇵',
  '👩‍💻',
  '🏳️‍🌈',
  '👨‍👩‍👧',
  '🥲',
  '📷',
  '🚀',
];
const drawLanguage = weighted(languages.map(({ share }) => share));
const AUTHORS = 60_000;
const authors: string[] = [];

/** The same posts for the same seed, in as many languages as the network speaks. */
export function makePosts(seed: number, count: number): BenchPost[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, (_, number) => makePost(random, number));
}

function makePost(random: Random, number: number): BenchPost {
  const language = languages[drawLanguage(random)]!;
  const text = writeText(random, language);
  const author =
    random() < SHARES.byBrand ? brands[pick(random, 2000)]!.did : authorOf(logUniform(random, 1, AUTHORS));
  return { id: `post_${number}`, text, lang: language.code, author };
}

function authorOf(number: number): string {
  return (authors[number] ??= didOf(number));
}

function writeText(random: Random, language: Language): string {
  const target = SHORTEST + 8 + pick(random, LONGEST - SHORTEST - 8);
  const extras = extrasOf(random, language);
  const step = target / (extras.length + 1);
  let text = '';
  let length = 0;
  let isStart = true;
  let next = 0;
  for (;;) {
    const isExtra = next < extras.length && length > step * (next + 0.7);
    const piece = isExtra ? extras[next++]! : wordsOf(random, language, isStart);
    const end = endOf(random, language);
    const size = lengthOf(piece) + lengthOf(end);
    if (length + size > LONGEST) break;
    text += piece + end;
    length += size;
    isStart = end.startsWith(language.stop) || end.endsWith('\n');
    if (length >= target) break;
  }
  return text.trimEnd();
}

function wordsOf(random: Random, language: Language, isStart: boolean): string {
  const words =
    random() < SHARES.phrase ? language.drawPhrase(random).join(language.gap) : language.drawWord(random);
  if (language.gap === '') return words;
  const hasCapital = isStart || random() < (language.code === 'de' ? 0.2 : 0.04);
  return `${hasCapital ? capital(words) : words}${language.code === 'en' && random() < 0.02 ? "'s" : ''}`;
}

function endOf(random: Random, { gap, comma, stop }: Language): string {
  const luck = random();
  if (luck < SHARES.line) return '\n';
  if (luck < 0.08) return `${comma}${gap}`;
  if (luck < 0.14) return `${stop}${gap}`;
  if (luck < 0.16) return oneOf(random, [`! `, '? ', ' – ', '… ', ' & ', ': ']);
  return gap;
}

/** What a post holds besides words, in any order. */
function extrasOf(random: Random, language: Language): string[] {
  const extras: string[] = [];
  const maybe = (share: number, write: () => string) => {
    if (random() < share) extras.push(write());
  };
  const brand = drawFamous(random);
  maybe(SHARES.brand, () => brand.name);
  maybe(SHARES.secondBrand, () => drawFamous(random).name);
  maybe(SHARES.mention, () => (random() < 0.2 ? brand.handle : drawHandle(random)));
  maybe(SHARES.number, () =>
    oneOf(random, ['24/7', '19,99 €', '$5', `${2000 + pick(random, 40)}`, `${pick(random, 100)} %`]),
  );
  maybe(SHARES.cashtag, () => `$${brand.name.slice(0, 4).toUpperCase().trim()}`);
  maybe(SHARES.emoji, () => Array.from({ length: 1 + pick(random, 3) }, () => oneOf(random, EMOJI)).join(''));
  for (let i = extras.length - 1; i > 0; i--) {
    const j = pick(random, i + 1);
    [extras[i], extras[j]] = [extras[j]!, extras[i]!];
  }
  maybe(SHARES.link, () =>
    random() < 0.1 ? `https://www.${brand.host}/` : `https://${drawHost(random)}/p/${pick(random, 1e6)}`,
  );
  maybe(SHARES.tag, () => (random() < 0.3 ? brand.tag : `#${language.drawWord(random)}`));
  // Names stand apart from what surrounds them, except where the script knows no spaces.
  return language.gap === '' ? extras.map((extra) => (/^[#@h$]/.test(extra) ? ` ${extra} ` : extra)) : extras;
}

function lengthOf(text: string): number {
  let length = 0;
  for (let i = 0; i < text.length; i++) if ((text.charCodeAt(i) & 0xfc00) !== 0xdc00) length++;
  return length;
}
