import { type App, perApp } from '#platform/app/index.ts';
import { ArticleSearch, type Ranked } from '#lib/search/index.ts';
import { plainOf } from '../articles/markdown.ts';
import { selectPublished, selectQuestions, type ShelfText } from './store.ts';
import '../events.ts';

/** An article that answers a question, in the language that fits best. */
export interface Found extends Omit<Ranked, 'id'> {
  readonly articleId: string;
  readonly text: ShelfText;
  readonly plain: string;
}

export interface Looked {
  readonly limit: number;
  /** Language of the reader: its texts win over others of the same article. */
  readonly language?: string;
  /** Only what everybody may read. */
  readonly isPublic?: boolean;
}

/** Published articles of this process, in memory, in step with the database. */
export interface Shelf {
  readonly size: number;
  /** Best first, each article once. */
  rank(question: string, looked: Looked): Found[];
}

/** Past questions of one article that count; more make no difference. */
const MOST_QUESTIONS = 200;
/** Texts of other languages that stand before the wished one of the same article. */
const SPARE = 3;

class Shelves implements Shelf {
  private readonly search = new ArticleSearch();
  private readonly texts = new Map<string, { text: ShelfText; plain: string }>();
  private readonly byArticle = new Map<string, Set<string>>();

  get size(): number {
    return this.texts.size;
  }

  /** Puts what is there in the place of what was; `ids` limits it to some articles. */
  async fill(app: App, ids?: readonly string[]): Promise<void> {
    const [texts, questions] = await Promise.all([selectPublished(app, ids), selectQuestions(app, ids)]);
    for (const id of ids ?? [...this.byArticle.keys()]) this.drop(id);
    const learned = Map.groupBy(questions, ({ articleId }) => articleId);
    for (const text of texts) {
      const key = `${text.articleId}/${text.language}`;
      const plain = plainOf(text.body);
      const own = (learned.get(text.articleId) ?? [])
        .filter(({ language }) => language === text.language)
        .slice(-MOST_QUESTIONS);
      this.search.put(
        { id: key, title: text.title, body: plain, language: text.language.split('-')[0] },
        new Map(own.map(({ id, question }) => [id, question])),
      );
      this.texts.set(key, { text, plain });
      this.byArticle.set(text.articleId, (this.byArticle.get(text.articleId) ?? new Set()).add(key));
    }
  }

  rank(question: string, { limit, language, isPublic = false }: Looked): Found[] {
    const ranked = this.search.rank(question, {
      limit: limit * SPARE,
      language: language?.split('-')[0],
      isWanted: (key) => !isPublic || this.texts.get(key)!.text.visibility === 'public',
    });
    const found = new Map<string, Found>();
    for (const { id, ...rest } of ranked) {
      const { text, plain } = this.texts.get(id)!;
      const before = found.get(text.articleId);
      // A text in the reader's language takes the place of another one of the same article.
      if (before && (before.text.language === language || text.language !== language)) continue;
      found.set(text.articleId, {
        ...rest,
        articleId: text.articleId,
        score: Math.max(rest.score, before?.score ?? 0),
        text,
        plain,
      });
    }
    return [...found.values()].sort((a, b) => b.score - a.score).slice(0, limit);
  }

  private drop(articleId: string): void {
    for (const key of this.byArticle.get(articleId) ?? []) {
      this.search.remove(key);
      this.texts.delete(key);
    }
    this.byArticle.delete(articleId);
  }
}

interface Held {
  shelf: Shelves;
  /** Articles that changed since they were read; `all` at first and after a gap. */
  stale: Set<string> | 'all';
  filling: Promise<void>;
}

const heldOf = perApp((app) => {
  const held: Held = { shelf: new Shelves(), stale: 'all', filling: Promise.resolve() };
  app.bus.on('knowledge.changed', ({ articleIds }) => {
    if (articleIds.length === 0) held.stale = 'all';
    else if (held.stale !== 'all') for (const id of articleIds) held.stale.add(id);
  });
  app.bus.on('bus.resync', () => void (held.stale = 'all'));
  return held;
});

/** The articles, brought in step with everything that was told until now. */
export async function shelfOf(app: App): Promise<Shelf> {
  const held = heldOf(app);
  held.filling = held.filling.catch(() => undefined).then(() => renew(app, held));
  await held.filling;
  return held.shelf;
}

async function renew(app: App, held: Held): Promise<void> {
  const stale = held.stale;
  if (stale !== 'all' && stale.size === 0) return;
  held.stale = new Set();
  try {
    await held.shelf.fill(app, stale === 'all' ? undefined : [...stale]);
  } catch (error) {
    held.stale = 'all';
    throw error;
  }
}
