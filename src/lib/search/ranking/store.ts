import { wordsOf } from '../words/words.ts';

/** An article as it is searched. */
export interface Article {
  readonly id: string;
  readonly title: string;
  /** Plain text or Markdown. */
  readonly body: string;
  /** `en`; guessed from the words where it is missing. */
  readonly language?: string | undefined;
}

/** One stem's articles: where they are kept, and how often it stands in title, body and learned questions of each. */
export interface Postings {
  readonly slots: number[];
  readonly counts: number[];
  /** Articles that are still there. */
  alive: number;
}

/** What is kept of one article. Words are numbers of stems, in their order. */
export interface Kept {
  readonly id: string;
  readonly language: string;
  readonly title: Int32Array;
  readonly body: Int32Array;
  /** Questions that the article has answered, by key. */
  readonly questions: ReadonlyMap<string, Int32Array>;
  readonly questionWords: number;
  readonly stems: readonly number[];
}

const MOST_TITLE = 63;
const MOST_COUNT = 4095;

/** How often a stem stands in the parts of an article, in one number. */
export const packed = (title: number, body: number, learned: number): number =>
  Math.min(title, MOST_TITLE) + 64 * Math.min(body, MOST_COUNT) + 64 * 4096 * Math.min(learned, MOST_COUNT);
export const titleCount = (count: number): number => count & 63;
export const bodyCount = (count: number): number => (count >> 6) & 4095;
export const learnedCount = (count: number): number => count >>> 18;

/** Articles in memory, added and taken out one by one. */
export class ArticleStore {
  readonly numbers = new Map<string, number>();
  readonly stems: string[] = [];
  readonly postings: Postings[] = [];
  /** By slot; undefined where an article was taken out. */
  readonly articles: (Kept | undefined)[] = [];
  readonly slots = new Map<string, number>();
  readonly languages = new Map<string, number>();
  /** Words of all titles, bodies and learned questions. */
  readonly words = { title: 0, body: 0, learned: 0 };
  private empty = 0;

  /** Adds an article or puts it in the place of the one with its id; `questions` are those it has answered, by key. */
  put(article: Article, questions: ReadonlyMap<string, string>): void {
    this.remove(article.id);
    const title = wordsOf(article.title, article.language);
    const body = wordsOf(article.body, article.language);
    const language =
      article.language ?? (body.words.length > title.words.length ? body.language : title.language);
    const learned = Array.from(
      questions,
      ([key, text]) => [key, this.numbersOf(wordsOf(text, language).words)] as const,
    );
    this.keep({
      id: article.id,
      language,
      title: this.numbersOf(article.language ? title.words : wordsOf(article.title, language).words),
      body: this.numbersOf(body.words),
      questions: new Map(learned),
      questionWords: learned.reduce((sum, [, words]) => sum + words.length, 0),
      stems: [],
    });
  }

  /** Takes an article out; nothing where it is not there. */
  remove(id: string): void {
    const slot = this.slots.get(id);
    const kept = slot === undefined ? undefined : this.articles[slot];
    if (slot === undefined || !kept) return;
    this.slots.delete(id);
    this.articles[slot] = undefined;
    this.empty++;
    for (const stem of kept.stems) this.postings[stem]!.alive--;
    this.count(kept, -1);
    if (this.empty > 64 && this.empty > this.slots.size / 2) this.pack();
  }

  private keep(article: Kept): void {
    const slot = this.articles.length;
    const counts = countsOf(article);
    for (const [stem, count] of counts) {
      const list = this.postings[stem]!;
      list.slots.push(slot);
      list.counts.push(count);
      list.alive++;
    }
    const kept = { ...article, stems: [...counts.keys()] };
    this.articles.push(kept);
    this.slots.set(article.id, slot);
    this.count(kept, 1);
  }

  private count(article: Kept, by: 1 | -1): void {
    this.words.title += by * article.title.length;
    this.words.body += by * article.body.length;
    this.words.learned += by * article.questionWords;
    const left = (this.languages.get(article.language) ?? 0) + by;
    if (left > 0) this.languages.set(article.language, left);
    else this.languages.delete(article.language);
  }

  /** Gives back the places of articles that were taken out. */
  private pack(): void {
    const all = this.articles.filter((article) => article !== undefined);
    this.articles.length = 0;
    this.slots.clear();
    this.languages.clear();
    this.words.title = this.words.body = this.words.learned = this.empty = 0;
    for (const list of this.postings) list.slots.length = list.counts.length = list.alive = 0;
    for (const article of all) this.keep(article);
  }

  private numbersOf(words: readonly { stem: string }[]): Int32Array {
    return Int32Array.from(words, ({ stem }) => {
      let number = this.numbers.get(stem);
      if (number === undefined) {
        number = this.stems.length;
        this.numbers.set(stem, number);
        this.stems.push(stem);
        this.postings.push({ slots: [], counts: [], alive: 0 });
      }
      return number;
    });
  }
}

function countsOf({ title, body, questions }: Kept): Map<number, number> {
  const parts = new Map<number, [title: number, body: number, learned: number]>();
  for (const [part, words] of [title, body, ...questions.values()].entries()) {
    for (const word of words) {
      let counts = parts.get(word);
      if (!counts) parts.set(word, (counts = [0, 0, 0]));
      counts[Math.min(part, 2) as 0 | 1 | 2]++;
    }
  }
  return new Map(Array.from(parts, ([stem, counts]) => [stem, packed(...counts)]));
}
