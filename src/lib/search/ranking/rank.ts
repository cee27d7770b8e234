import { type AskedWord, askedWords } from './asked.ts';
import { type ArticleStore, bodyCount, type Kept, learnedCount, type Postings, titleCount } from './store.ts';

/** Found by tuning on questions that no test has (ADR 27). */
const WEIGHTS = {
  /** A word in the title, in a learned question, counts so many times as in the body. */
  title: 2.5,
  learned: 1,
  /** BM25: how soon more of the same counts no more, and how much long texts lose (title and questions apart). */
  k1: 1.6,
  body: 0.75,
  short: 0.3,
  /** Rarity is flattened: collections of help articles are small. */
  rarity: 0.7,
  /** Two words that follow each other in both, the share of the title that is asked for, the nearest learned question. */
  pair: 0.15,
  wholeTitle: 0.4,
  nearest: 0.6,
};
/** Articles that are looked at closely. */
const MOST_CLOSE = 150;
/** A word that no article has weighs half as much as one that a single article has: it may be idle talk. */
const UNKNOWN = 0.5;

export interface Ranked {
  readonly id: string;
  /** Higher is better; comparable only within one question. */
  readonly score: number;
  /** Words of the question that were found, the most telling first. */
  readonly words: readonly string[];
  /** How near the question is to one that the article has answered, 0 to 1, and its key. */
  readonly learned: { readonly key: string; readonly likeness: number } | null;
  /** Share of the question's weight that was found, 0 to 1. */
  readonly found: number;
}

export interface Asked {
  readonly limit: number;
  readonly language?: string | undefined;
  /** Only these articles. */
  readonly isWanted?: (id: string) => boolean;
}

/** The articles that answer a question best, best first; ties by id. */
export function rankArticles(store: ArticleStore, question: string, asked: Asked): Ranked[] {
  const words = askedWords(store, question, asked.language);
  const unknown = UNKNOWN * rarityWith(store, 1);
  const rarity = (stem: number) => (stem < 0 ? unknown : rarityOf(store, stem));
  const weights = words.map((word) => word.weight * importance(word, rarity));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return [];
  const looked = closest(store, bm25(store, words), asked);
  const ranked = looked.map((found) => lookClosely(found, words, weights, total, rarity));
  return ranked.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).slice(0, asked.limit);
}

interface Found {
  article: Kept;
  score: number;
}

/** The wanted articles with the highest scores; more than are shown, because looking closely may change their order. */
function closest(store: ArticleStore, scores: Float64Array, asked: Asked): Found[] {
  const most = Math.max(MOST_CLOSE, asked.limit);
  const found: Found[] = [];
  for (let slot = 0; slot < scores.length; slot++) {
    const article = scores[slot]! > 0 ? store.articles[slot] : undefined;
    if (article && (asked.isWanted?.(article.id) ?? true)) found.push({ article, score: scores[slot]! });
  }
  if (found.length <= most) return found;
  const least = Float64Array.from(found, ({ score }) => score).sort()[found.length - most]!;
  return found.filter(({ score }) => score >= least);
}

function rarityOf(store: ArticleStore, stem: number): number {
  return rarityWith(store, store.postings[stem]!.alive);
}

function rarityWith(store: ArticleStore, having: number): number {
  return Math.log(1 + (store.slots.size - having + 0.5) / (having + 0.5)) ** WEIGHTS.rarity;
}

/** A word that only its synonyms have is as rare as the rarest of them. */
function importance({ stem, instead }: AskedWord, rarity: (stem: number) => number): number {
  if (stem >= 0 || instead.length === 0) return rarity(stem);
  return Math.max(...instead.map((other) => other.weight * rarity(other.stem)));
}

/**
 * BM25F (Robertson, Zaragoza and Taylor 2004) with a part for the questions that were answered. Of a word and its synonyms the one that says
 * most counts, not their sum.
 */
function bm25(store: ArticleStore, words: readonly AskedWord[]): Float64Array {
  const evens = evensOf(store);
  const scores = new Float64Array(store.articles.length);
  const best = new Float64Array(store.articles.length);
  for (const { stem, weight, instead } of words) {
    const having = [{ stem, weight: 1 }, ...instead].filter((one) => one.stem >= 0);
    for (const one of having) {
      const value = one.weight * rarityOf(store, one.stem) * (WEIGHTS.k1 + 1);
      keepBest(store.postings[one.stem]!, value, evens, best);
    }
    for (const one of having) {
      for (const slot of store.postings[one.stem]!.slots) {
        scores[slot]! += weight * best[slot]!;
        best[slot] = 0;
      }
    }
  }
  return scores;
}

/** What one word is worth to each article that has it, where that is more than a synonym of it was. */
function keepBest({ slots, counts }: Postings, value: number, evens: Evens, best: Float64Array): void {
  const { title, learned, k1 } = WEIGHTS;
  for (let i = 0; i < slots.length; i++) {
    const slot = slots[i]!;
    const count = counts[i]!;
    const often =
      title * titleCount(count) * evens.title[slot]! +
      bodyCount(count) * evens.body[slot]! +
      learned * learnedCount(count) * evens.learned[slot]!;
    const score = (value * often) / (often + k1);
    if (score > best[slot]!) best[slot] = score;
  }
}

/** By slot, what a word counts in each part of an article: less in long ones. */
interface Evens {
  readonly title: Float32Array;
  readonly body: Float32Array;
  readonly learned: Float32Array;
}

function evensOf(store: ArticleStore): Evens {
  const { body, short } = WEIGHTS;
  const size = store.slots.size || 1;
  const part = (share: number, all: number, lengthOf: (article: Kept) => number) => {
    const usual = all / size || 1;
    return Float32Array.from(store.articles, (article) =>
      article ? 1 / (1 - share + (share * lengthOf(article)) / usual) : 0,
    );
  };
  return {
    title: part(short, store.words.title, (article) => article.title.length),
    body: part(body, store.words.body, (article) => article.body.length),
    learned: part(short, store.words.learned, (article) => article.questionWords),
  };
}

/** What stage one cannot see: order of words, how much of the title is asked for, and single questions. */
function lookClosely(
  { article, score }: Found,
  words: readonly AskedWord[],
  weights: readonly number[],
  total: number,
  rarity: (stem: number) => number,
): Ranked {
  const here = new Set(article.stems);
  const has = (word: AskedWord) => here.has(word.stem) || word.instead.some(({ stem }) => here.has(stem));
  const found = words.map((word, i) => ({ word, weight: has(word) ? weights[i]! : 0 }));
  const share = found.reduce((sum, { weight }) => sum + weight, 0) / total;
  const asked = new Map<number, number>();
  for (const { stem, instead, weight } of words) {
    for (const other of instead) asked.set(other.stem, Math.max(asked.get(other.stem) ?? 0, weight));
    if (stem >= 0) asked.set(stem, weight);
  }
  const nearest = nearestQuestion(article, words, rarity);
  return {
    id: article.id,
    score:
      score +
      WEIGHTS.pair * pairs(article, words, rarity) +
      WEIGHTS.wholeTitle * total * share * shareOfTitle(article, asked, rarity) +
      WEIGHTS.nearest * total * (nearest?.likeness ?? 0),
    words: found
      .filter(({ weight }) => weight > 0)
      .sort((a, b) => b.weight - a.weight)
      .map(({ word }) => word.term),
    learned: nearest,
    found: share,
  };
}

function shareOfTitle(
  { title }: Kept,
  asked: ReadonlyMap<number, number>,
  rarity: (stem: number) => number,
): number {
  let [all, there] = [0, 0];
  for (const stem of new Set(title)) {
    const weight = rarity(stem);
    all += weight;
    if (asked.has(stem)) there += weight;
  }
  return all === 0 ? 0 : there / all;
}

/** Neighbours of the question that are neighbours in the article, too. */
function pairs(
  { title, body, questions }: Kept,
  words: readonly AskedWord[],
  rarity: (stem: number) => number,
): number {
  const wanted = new Map<number, number>();
  for (let i = 1; i < words.length; i++) {
    const [first, second] = [words[i - 1]!.stem, words[i]!.stem];
    if (first >= 0 && second >= 0) wanted.set(first, second);
  }
  const seen = new Set<number>();
  let value = 0;
  for (const part of [title, body, ...questions.values()]) {
    for (let i = 1; i < part.length; i++) {
      const first = part[i - 1]!;
      if (wanted.get(first) !== part[i] || seen.has(first)) continue;
      seen.add(first);
      value += rarity(first) + rarity(part[i]!);
    }
  }
  return value;
}

/** The learned question that is most like this one (cosine of rarities). */
function nearestQuestion(
  { questions }: Kept,
  words: readonly AskedWord[],
  rarity: (stem: number) => number,
): Ranked['learned'] {
  if (questions.size === 0) return null;
  const own = new Map(words.map(({ stem, weight }) => [stem, weight]));
  let length = 0;
  for (const { stem, weight } of words) length += (weight * rarity(stem)) ** 2;
  let best: { key: string; likeness: number } | null = null;
  for (const [key, stems] of questions) {
    let [dot, norm] = [0, 0];
    for (const stem of new Set(stems)) {
      const weight = ((own.get(stem) ?? 1) * rarity(stem)) ** 2;
      norm += weight;
      if (own.has(stem)) dot += weight;
    }
    const likeness = dot === 0 ? 0 : dot / Math.sqrt(length * norm);
    if (likeness > (best?.likeness ?? 0)) best = { key, likeness };
  }
  return best;
}
