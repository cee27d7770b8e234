import { type Random, randomFrom } from '../../../test/helpers/random.ts';
import { logUniform, oneOf, weighted } from './draw.ts';
import { type Language, languages } from './languages.ts';
import { type Brand, brands, drawWatched, ghosts } from './names.ts';

export interface BenchTopic {
  readonly id: string;
  readonly query: string;
}

/** The first topics of a longer list are the same as a shorter list. */
export function makeTopics(seed: number, count: number): BenchTopic[] {
  return writeTopics(seed, count, brands, 'topic');
}

/** Topics of the same forms and with the same context words, but about brands that no post names. */
export function makeUntriggered(seed: number, count: number): BenchTopic[] {
  return writeTopics(seed, count, ghosts(seed + 50_000, 20_000), 'quiet');
}

/** What a topic is written from. */
interface Words {
  readonly random: Random;
  readonly brand: Brand;
  readonly others: readonly Brand[];
  /** A word that says what the topic wants to know of the brand: some are frequent, most are not. */
  context(): string;
  /** Two words that are used together. */
  phrase(): string;
}

/**
 * The forms of topics with their weights: 40 % with phrases, 30 % with tags, mentions and NOT, 10 % with NEAR, prefixes
 * and authors, 20 % words with AND and OR.
 */
const FORMS: readonly (readonly [number, (words: Words) => string])[] = [
  [12, ({ brand, phrase }) => `${brand.name} ${phrase()}`],
  [
    10,
    ({ brand, context }) => `"${brand.name} ${context()}" OR "${context()} ${brand.name}" OR "${brand.name}"`,
  ],
  [10, ({ brand, phrase }) => `${anyOf(phrase(), phrase())} AND (${nameOf(brand)})`],
  [8, ({ brand, context }) => `"${brand.name}" ${anyOf(context(), context(), context())}`],
  [8, ({ brand }) => `${brand.tag} OR ${brand.handle}`],
  [7, ({ brand, context }) => `${brand.name} -${context()}`],
  [5, ({ brand, context }) => `${brand.name} NOT ${anyOf(context(), context())}`],
  [5, ({ brand, phrase }) => `(${nameOf(brand)} OR ${brand.tag}) AND NOT ${phrase()}`],
  [5, ({ brand, context }) => `${brand.handle} ${anyOf(context(), context())}`],
  [3, ({ brand, context }) => `"${brand.name}" NEAR/6 ${anyOf(context(), context())}`],
  [1, ({ brand, context }) => `"${brand.name} ${context()}"~4`],
  [2, ({ brand, context }) => `${brand.tag.toLowerCase()}* ${anyOf(context(), context())}`],
  [1, ({ brand }) => `${stemOf(brand)}*`],
  [1, ({ brand, context }) => `"${brand.name}" ${stem(context(), 4)}`],
  [1, ({ brand }) => `author:${brand.did}`],
  [1, ({ brand, context }) => `author:${brand.did} ${anyOf(context(), context())}`],
  [7, ({ brand }) => brand.name],
  [5, ({ brand, context }) => `${brand.name} ${context()}`],
  [4, ({ brand, others }) => [brand, ...others].map(nameOf).join(' OR ')],
  [
    4,
    ({ brand, others, context }) =>
      `(${[brand, others[0]!].map(nameOf).join(' OR ')}) ${anyOf(context(), context(), context())}`,
  ],
];

const drawForm = weighted(FORMS.map(([weight]) => weight));
const drawLanguage = weighted(languages.map(({ share }) => share));

function writeTopics(seed: number, count: number, among: readonly Brand[], prefix: string): BenchTopic[] {
  const random = randomFrom(seed + 900_000);
  return Array.from({ length: count }, (_, number) => {
    const form = FORMS[drawForm(random)]![1];
    return { id: `${prefix}_${number}`, query: form(wordsFor(random, among)) };
  });
}

function wordsFor(random: Random, among: readonly Brand[]): Words {
  const language = languages[drawLanguage(random)]!;
  return {
    random,
    brand: drawWatched(random, among),
    others: [drawWatched(random, among), drawWatched(random, among), drawWatched(random, among)],
    context: () => contextOf(random, language),
    phrase: () => `"${oneOf(random, language.phrases).join(' ')}"`,
  };
}

function contextOf(random: Random, { words }: Language): string {
  return words[random() < 0.2 ? logUniform(random, 10, 200) : logUniform(random, 200, 20_000)]!;
}

/** A name of two words is a phrase. */
function nameOf({ name }: Brand): string {
  return name.includes(' ') ? `"${name}"` : name;
}

function anyOf(...parts: readonly string[]): string {
  return `(${parts.join(' OR ')})`;
}

function stemOf({ name }: Brand): string {
  return stem(name.split(' ')[0]!, 5).replace('*', '');
}

/** The first letters with a `*`, or the whole word where it is short or knows no prefixes. */
function stem(word: string, letters: number): string {
  return /^\p{Script=Latin}{4,}$/u.test(word) ? `${word.slice(0, letters)}*` : word;
}
