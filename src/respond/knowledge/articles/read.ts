import { originOf } from '#platform/addresses/index.ts';
import type { App } from '#platform/app/index.ts';
import { page, type PageOf } from '#platform/http/index.ts';
import { users } from '#people/sessions/index.ts';
import type { z } from 'zod';
import { CENTRE, readCentre } from '../centre/settings.ts';
import { knowledgeErrors } from '../errors.ts';
import { figuresOf } from '../figures/service.ts';
import type { ArticleDetail, articlesQuery, ArticleView, WrittenView } from '../schema.ts';
import { shelfOf } from '../shelf/shelf.ts';
import { countUses, selectLearned } from '../suggest/uses-store.ts';
import { alarmOf, type TextState } from './domain.ts';
import { type ArticleRow, selectArticles, selectTexts, type TextRow } from './store.ts';

/** Votes and views that count for the alarm. */
export const FIGURE_DAYS = 90;
const MOST = 5000;

type Asked = z.output<typeof articlesQuery>;

/** Articles newest first, or best first where words are asked for. */
export async function listArticles(app: App, asked: Asked): Promise<PageOf<ArticleView>> {
  const ids = asked.q ? await searchArticles(app, asked.q) : undefined;
  const rows = await selectArticles(app, { ...(ids ? { ids } : {}), before: asked.cursor, limit: MOST });
  const wanted = (await present(app, rows)).filter((article) => isWanted(article, asked));
  if (ids) {
    const order = new Map(ids.map((id, i) => [id, i]));
    wanted.sort((a, b) => order.get(a.id)! - order.get(b.id)!);
    return { items: wanted.slice(0, asked.limit) };
  }
  return page(wanted, asked.limit, (article) => article.id);
}

function isWanted(article: ArticleView, { state, visibility, category }: Asked): boolean {
  if (visibility && article.visibility !== visibility) return false;
  if (category && article.categoryId !== category) return false;
  if (article.isArchived !== (state === 'archived')) return false;
  if (state === 'alarm') return article.alarm !== null;
  if (state === 'draft') return article.texts.some((text) => text.state !== 'published');
  return state !== 'published' || article.texts.some((text) => text.state !== 'draft');
}

/** By the ranking that readers and agents see, then drafts whose title has the words. */
async function searchArticles(app: App, q: string): Promise<string[]> {
  const shelf = await shelfOf(app);
  const found = shelf.rank(q, { limit: 100 }).map(({ articleId }) => articleId);
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  const drafts = (
    await selectTexts(
      app,
      (await selectArticles(app, { limit: MOST })).map(({ id }) => id),
    )
  )
    .filter(({ title, draftTitle }) => {
      const written = (draftTitle ?? title ?? '').toLowerCase();
      return words.every((word) => written.includes(word));
    })
    .map(({ articleId }) => articleId);
  return [...new Set([...found, ...drafts])];
}

/** Everything about one article. Throws `article.not_found`. */
export async function readArticle(app: App, id: string): Promise<ArticleDetail> {
  const rows = await selectArticles(app, { ids: [id], limit: 1 });
  const [view] = await present(app, rows);
  if (!view) throw knowledgeErrors('article.not_found', { id });
  const [texts, names, centre, learned] = await Promise.all([
    readTexts(app, [id]),
    userNames(app),
    readCentre(app),
    selectLearned(app, [id]),
  ]);
  const isShown = centre.isOpen && view.visibility === 'public' && !view.isArchived;
  return {
    ...view,
    written: texts.map((text) => writtenOf(text, names)),
    links: texts.flatMap(({ language, slug, publishedAt }) =>
      isShown && publishedAt && slug
        ? [{ language, url: `${originOf(app, CENTRE)}${CENTRE}/${language}/${slug}` }]
        : [],
    ),
    questions: learned.map(({ id: useId, question, conversationId, learnedAt }) => ({
      useId,
      text: question,
      conversationId,
      at: learnedAt.toISOString(),
    })),
  };
}

export async function userNames(app: App): Promise<ReadonlyMap<string, string>> {
  return new Map((await users.list(app)).map((user) => [user.id, user.name]));
}

async function present(app: App, rows: readonly ArticleRow[]): Promise<ArticleView[]> {
  const ids = rows.map(({ id }) => id);
  const [texts, figures, uses] = await Promise.all([
    readTexts(app, ids),
    figuresOf(app, ids, FIGURE_DAYS),
    countUses(app, ids),
  ]);
  const byArticle = Map.groupBy(texts, ({ articleId }) => articleId);
  const today = app.clock.now().toISOString().slice(0, 10);
  return rows.map((row) => {
    const { helpful = 0, unhelpful = 0, views = 0 } = figures.get(row.id) ?? {};
    const isOut = (byArticle.get(row.id) ?? []).some(({ publishedAt }) => publishedAt !== null);
    return {
      id: row.id,
      categoryId: row.categoryId,
      visibility: row.visibility,
      reviewOn: row.reviewOn,
      isArchived: row.archivedAt !== null,
      createdAt: row.createdAt.toISOString(),
      texts: (byArticle.get(row.id) ?? []).map((text) => ({
        language: text.language,
        title: text.title ?? text.draftTitle ?? '',
        state: stateOf(text),
        slug: text.slug,
        version: text.version,
        publishedAt: text.publishedAt?.toISOString() ?? null,
        changedAt: text.changedAt?.toISOString() ?? null,
      })),
      alarm: isOut && row.archivedAt === null ? alarmOf(row.reviewOn, { helpful, unhelpful }, today) : null,
      votes: { helpful, unhelpful },
      views,
      uses: uses.get(row.id)?.uses ?? 0,
      learned: uses.get(row.id)?.learned ?? 0,
    };
  });
}

/** In the order of the help centre's languages; the others behind them. */
async function readTexts(app: App, ids: readonly string[]): Promise<TextRow[]> {
  const [texts, { languages }] = await Promise.all([selectTexts(app, ids), readCentre(app)]);
  const place = (language: string) => (languages.includes(language) ? languages.indexOf(language) : 99);
  return texts.sort((a, b) => place(a.language) - place(b.language));
}

function stateOf(text: TextRow): TextState {
  if (text.publishedAt === null) return 'draft';
  const isSame =
    (text.draftTitle ?? text.title) === text.title && (text.draftBody ?? text.body) === text.body;
  return isSame && (text.draftSlug ?? text.slug) === text.slug ? 'published' : 'changed';
}

function writtenOf(text: TextRow, names: ReadonlyMap<string, string>): WrittenView {
  return {
    language: text.language,
    state: stateOf(text),
    slug: text.slug,
    version: text.version,
    publishedAt: text.publishedAt?.toISOString() ?? null,
    published: text.publishedAt === null ? null : { title: text.title!, body: text.body! },
    draft: {
      title: text.draftTitle ?? text.title ?? '',
      body: text.draftBody ?? text.body ?? '',
      slug: text.draftSlug ?? text.slug,
      revision: text.draftRevision,
      savedAt: text.draftAt?.toISOString() ?? null,
      by: text.draftBy === null ? null : (names.get(text.draftBy) ?? 'a former colleague'),
    },
  };
}
