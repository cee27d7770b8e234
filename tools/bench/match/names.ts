import { pick, type Random, randomFrom } from '../../../test/helpers/random.ts';
import { didOf } from '../../../test/helpers/jetstream-events.ts';
import { logUniform, oneOf, zipf } from './draw.ts';
import { english } from './languages.ts';

/** A company or product that people write about and topics ask for. All are invented. */
export interface Brand {
  /** As written: one word, or two. */
  readonly name: string;
  /** With #. */
  readonly tag: string;
  /** With @. */
  readonly handle: string;
  readonly host: string;
  /** Account that writes for it. */
  readonly did: string;
}

const BRANDS = 25_000;
const ENDINGS = ['com', 'net', 'io', 'co', 'example', 'app', 'shop', 'de', 'com.br', 'co.jp'];

const starts = 'b c d f g k l m n p r s t v z br tr kr pl fl st v l m n'.split(' ');
const middles = 'a e i o u a o io ia eo y'.split(' ');
const ends = ['', '', '', 'n', 'r', 'x', 's', 'l'];

/** Brands of which posts tell, by falling fame. */
export const brands: readonly Brand[] = invent(BRANDS, 7001, () => '');

/** Brands that no post names: their words hold letters that nothing else in the workload holds together. */
export function ghosts(seed: number, count: number): readonly Brand[] {
  return invent(count, seed, (random) => oneOf(random, ['qx', 'xq', 'qj', 'jq']));
}

const fame = zipf(BRANDS, 20);

/** The brand that a post is about: a few are on everybody's lips. */
export function drawFamous(random: Random): Brand {
  return brands[fame(random)]!;
}

/** The brand that a topic asks for: famous ones have more topics, but nearly all topics are about little known ones. */
export function drawWatched(random: Random, among: readonly Brand[]): Brand {
  return among[Math.floor(among.length * random() ** 1.5)]!;
}

/** A handle of somebody; there are as many as a network has people who are often addressed. */
export function drawHandle(random: Random): string {
  const number = logUniform(random, 10, 3_000_000);
  return `@${english.words[number % 20_000]!.normalize('NFKD').replaceAll(/[^a-z]/g, '')}${number % 97}.bsky.social`;
}

export function drawHost(random: Random): string {
  const number = logUniform(random, 10, 40_000);
  return `${english.words[number % 30_000]!}.${ENDINGS[number % ENDINGS.length]!}`;
}

function invent(count: number, seed: number, mark: (random: Random) => string): Brand[] {
  const random = randomFrom(seed);
  const words = new Set<string>();
  while (words.size < count) {
    const syllables = 2 + pick(random, 2);
    let word = '';
    for (let i = 0; i < syllables; i++) word += oneOf(random, starts) + oneOf(random, middles);
    words.add(word.slice(0, 3) + mark(random) + word.slice(3) + oneOf(random, ends));
  }
  return [...words].map((word, number) => brandOf(random, word, seed * 1e6 + number));
}

function brandOf(random: Random, word: string, number: number): Brand {
  const second = random() < 0.35 ? english.words[logUniform(random, 300, 8000)]! : undefined;
  const name = second === undefined ? capital(word) : `${capital(word)} ${capital(second)}`;
  const joined = `${word}${second ?? ''}`;
  const host = `${joined}.${oneOf(random, ENDINGS)}`;
  const handle = random() < 0.5 ? `@${host}` : `@${joined}.bsky.social`;
  return {
    name,
    tag: `#${random() < 0.5 ? joined : name.replace(' ', '')}`,
    handle,
    host,
    did: didOf(number),
  };
}

export function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
