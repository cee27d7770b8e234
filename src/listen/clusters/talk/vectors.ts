import { type Word, wordsOf } from './terms.ts';

/** A post as it is grouped: its id sorts by time. */
export interface PostToGroup {
  readonly id: string;
  readonly text: string;
}

/** Posts with the same telling words; one of them stands for all when they are compared. */
export interface Text {
  /** Which of the posts, in their order. */
  readonly posts: number[];
  readonly words: readonly Word[];
  /** Terms by falling weight, and their weights: a vector of length 1, empty where the text says nothing of its own. */
  terms: Int32Array;
  weights: Float32Array;
}

export interface Vectors {
  readonly texts: readonly Text[];
  /** Term by its number. */
  readonly vocabulary: readonly string[];
  /** Texts with each term. */
  readonly frequency: Int32Array;
}

/** Terms of one text that are compared: those that are rarest. */
const MOST_TERMS = 48;
/** What more than this share of the texts say is what the topic itself is about. */
const TOPICS_OWN = 0.3;
/** The same where there are few texts, of which one matter may well be most. */
const TOPICS_OWN_OF_FEW = 0.8;
const FEW = 20;

/** Sparse vectors of telling words, weighted by how rare they are within these posts (tf–idf with tf = 1). */
export function vectorsOf(posts: readonly PostToGroup[]): Vectors {
  const texts = sameWordsTogether(posts);
  const numbers = new Map<string, number>();
  const counts: number[] = [];
  for (const { words } of texts) {
    for (const { term } of words) {
      const number = numbers.get(term) ?? numbers.size;
      numbers.set(term, number);
      counts[number] = (counts[number] ?? 0) + 1;
    }
  }
  const most = texts.length * (texts.length < FEW ? TOPICS_OWN_OF_FEW : TOPICS_OWN);
  const rarity = counts.map((count) => (count > most ? 0 : Math.log(1 + texts.length / count)));
  for (const text of texts) weigh(text, numbers, rarity);
  return { texts, vocabulary: [...numbers.keys()], frequency: Int32Array.from(counts) };
}

function sameWordsTogether(posts: readonly PostToGroup[]): Text[] {
  const texts = new Map<string, Text>();
  for (const [index, { text }] of posts.entries()) {
    const words = wordsOf(text);
    const key = words.map(({ term }) => term).join(' ');
    const known = texts.get(key);
    if (known) known.posts.push(index);
    else texts.set(key, { posts: [index], words, terms: NO_TERMS, weights: NO_WEIGHTS });
  }
  return [...texts.values()];
}

const NO_TERMS = new Int32Array();
const NO_WEIGHTS = new Float32Array();

function weigh(text: Text, numbers: ReadonlyMap<string, number>, rarity: readonly number[]): void {
  const terms = text.words
    .map(({ term }) => numbers.get(term)!)
    .filter((number) => rarity[number]! > 0)
    .sort((a, b) => rarity[b]! - rarity[a]! || a - b)
    .slice(0, MOST_TERMS);
  const length = Math.sqrt(terms.reduce((sum, number) => sum + rarity[number]! ** 2, 0));
  text.terms = Int32Array.from(terms);
  text.weights = Float32Array.from(terms, (number) => rarity[number]! / length);
}
