import { originOf } from '#platform/addresses/index.ts';
import type { Actor, App } from '#platform/app/index.ts';
import { readStoredPosts, type StoredPost } from '#listen/posts/index.ts';
import { type Conversation, findConversations, inboxErrors } from '#respond/inbox/index.ts';
import { excerptOf } from '../articles/markdown.ts';
import { CENTRE, readCentre } from '../centre/settings.ts';
import { type Question, suggestionSourcesPort } from '../ports.ts';
import { type Found, shelfOf } from '../shelf/shelf.ts';
import type { Suggestion } from './schema.ts';
import { solvedLike } from './solved.ts';
import { selectUsesOf } from './uses-store.ts';

const SHOWN = 5;
/** An article that has less of the question is not offered, unless it has answered nearly the same before. */
const LEAST_FOUND = 0.15;
const LIKE_BEFORE = 0.4;
const MOST_POSTS = 3;
const MOST_UNITS = 1500;
const MOST_INSERTED = 700;

/** Articles, other sources and solved conversations that fit to what a customer said, best first of each kind. Throws `inbox.not_found`. */
export async function suggestFor(
  app: App,
  actor: Actor,
  conversationId: string,
  q?: string,
): Promise<{ question: string; items: Suggestion[] }> {
  const [conversation] = await findConversations(app, [conversationId]);
  if (!conversation) throw inboxErrors('inbox.not_found', { id: conversationId });
  const question = { ...(await questionOf(app, conversation, q)), actor };
  if (question.text.trim() === '') return { question: '', items: [] };
  const sources = app.find(suggestionSourcesPort) ?? [];
  const parts = await Promise.all([
    articlesFor(app, question, q !== undefined),
    ...sources.map((source) => source.suggest(app, question)),
    solvedLike(app, question),
  ]);
  return { question: question.text, items: parts.flat() };
}

/** What the customer said last; up to three posts, the newest first. */
async function questionOf(
  app: App,
  conversation: Conversation,
  q?: string,
): Promise<Omit<Question, 'actor'>> {
  const posts = await readStoredPosts(app, conversation.postIds.slice(-MOST_POSTS));
  const newest = [...posts].sort((a, b) => (a.id < b.id ? 1 : -1));
  const said = newest.map((post) => `${post.title ?? ''} ${post.text}`.trim()).join('\n');
  return {
    text: (q ?? said).slice(0, MOST_UNITS),
    language: q === undefined ? languageOf(newest) : undefined,
    conversationId: conversation.id,
  };
}

function languageOf(posts: readonly StoredPost[]): string | undefined {
  const [tag] = posts.find(({ langs }) => langs.length > 0)?.langs ?? [];
  return tag?.toLowerCase();
}

async function articlesFor(app: App, question: Question, isSearch: boolean): Promise<Suggestion[]> {
  const [shelf, centre, uses] = await Promise.all([
    shelfOf(app),
    readCentre(app),
    selectUsesOf(app, question.conversationId),
  ]);
  return shelf
    .rank(question.text, { limit: SHOWN, ...(question.language ? { language: question.language } : {}) })
    .filter(
      ({ found, learned }) => isSearch || found >= LEAST_FOUND || (learned?.likeness ?? 0) >= LIKE_BEFORE,
    )
    .map((found) => {
      const { text } = found;
      const url =
        centre.isOpen && text.visibility === 'public'
          ? `${originOf(app, CENTRE)}${CENTRE}/${text.language}/${text.slug}`
          : null;
      const use = uses.find((one) => one.articleId === text.articleId && one.language === text.language);
      return suggestionOf(found, url, use?.id ?? null);
    });
}

export interface FoundArticle {
  articleId: string;
  language: string;
  title: string;
  /** Its words, without marks. */
  plain: string;
  /** Where customers read it; null while the help centre is closed. */
  url: string | null;
}

/** Published articles that everybody may read and that answer a question, best first. */
export async function findPublicArticles(
  app: App,
  question: string,
  { language, limit }: { language?: string | undefined; limit: number },
): Promise<FoundArticle[]> {
  const [shelf, centre] = await Promise.all([shelfOf(app), readCentre(app)]);
  return shelf
    .rank(question, { limit, isPublic: true, ...(language === undefined ? {} : { language }) })
    .filter(({ found, learned }) => found >= LEAST_FOUND || (learned?.likeness ?? 0) >= LIKE_BEFORE)
    .map(({ text, plain }) => ({
      articleId: text.articleId,
      language: text.language,
      title: text.title,
      plain,
      url: centre.isOpen ? `${originOf(app, CENTRE)}${CENTRE}/${text.language}/${text.slug}` : null,
    }));
}

function suggestionOf(
  { text, plain, words, learned }: Found,
  url: string | null,
  useId: string | null,
): Suggestion {
  return {
    kind: 'article',
    id: text.articleId,
    language: text.language,
    title: text.title,
    excerpt: excerptOf(plain, 240),
    // Readers cannot open what is internal: its words go in instead.
    insert:
      url === null
        ? excerptOf(plain, MOST_INSERTED)
        : `${text.title}${/[?!.]$/.test(text.title) ? '' : ':'} ${url}`,
    how: url === null ? 'text' : 'link',
    link: url ?? `/knowledge/${text.articleId}`,
    visibility: text.visibility,
    because: { words: words.slice(0, 5), hasAnswered: (learned?.likeness ?? 0) >= LIKE_BEFORE },
    useId,
  };
}
