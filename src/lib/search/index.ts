import { type Asked, rankArticles, type Ranked } from './ranking/rank.ts';
import { type Article, ArticleStore } from './ranking/store.ts';

export type { Article } from './ranking/store.ts';
export type { Asked, Ranked } from './ranking/rank.ts';
export { type Word, wordsOf } from './words/words.ts';
export { guessLanguage } from './words/language.ts';

/** Articles in memory that are found by questions in the customers' own words. Pure; changes count at once. */
export class ArticleSearch {
  private readonly store = new ArticleStore();

  /** Articles that are there. */
  get size(): number {
    return this.store.slots.size;
  }

  has(id: string): boolean {
    return this.store.slots.has(id);
  }

  /** Adds an article, or replaces the one with its id. `questions`: what it has answered already, by a key of the caller's. */
  put(article: Article, questions: ReadonlyMap<string, string> = new Map()): void {
    this.store.put(article, questions);
  }

  /** Takes an article out; nothing where it is not there. */
  remove(id: string): void {
    this.store.remove(id);
  }

  /** The articles that answer a question best, best first; fewer than `limit` where fewer share a word with it. */
  rank(question: string, asked: Asked): Ranked[] {
    return rankArticles(this.store, question, asked);
  }
}
