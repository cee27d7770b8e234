import type { App } from '#platform/app/index.ts';
import { ArticleSearch } from '#lib/search/index.ts';
import { findThread, readStoredPosts } from '#listen/posts/index.ts';
import { type Conversation, findConversations, newestConversations } from '#respond/inbox/index.ts';
import { excerptOf } from '../articles/markdown.ts';
import type { Question } from '../ports.ts';
import { asksSomething } from './asks.ts';
import type { Suggestion } from './schema.ts';

/** Solved conversations that are looked through: the newest. */
const MOST = 3000;
const SHOWN = 3;
/** After so long the picture of them is made anew: some went, some are open again. */
const FRESH_MS = 30 * 60_000;
/** A conversation that shares less of the question is no help. */
const LEAST_FOUND = 0.45;

interface Held {
  search: ArticleSearch;
  conversations: Map<string, Conversation>;
  /** Done since the picture was made. */
  done: Set<string>;
  at: number;
}

const held = new WeakMap<App, Held>();

/** Earlier solved conversations of others about the same, with what we answered. Nothing that was said in private. */
export async function solvedLike(app: App, question: Question): Promise<Suggestion[]> {
  const { search, conversations } = await solvedOf(app);
  const ranked = search
    .rank(question.text, { limit: SHOWN * 4, language: question.language })
    .filter(({ id, found }) => id !== question.conversationId && found >= LEAST_FOUND);
  const suggestions: Suggestion[] = [];
  for (const { id, words } of ranked) {
    if (suggestions.length === SHOWN) break;
    const conversation = conversations.get(id)!;
    const answer = await ourAnswer(app, conversation);
    if (answer === null) continue;
    suggestions.push({
      kind: 'solved',
      id,
      language: null,
      title: conversation.excerpt,
      excerpt: excerptOf(answer, 240),
      insert: answer,
      how: 'text',
      link: `/inbox/${id}`,
      visibility: null,
      because: { words: words.slice(0, 5), hasAnswered: false },
      useId: null,
    });
  }
  return suggestions;
}

async function solvedOf(app: App): Promise<Held> {
  const now = app.clock.now().getTime();
  let known = held.get(app);
  if (!known) {
    held.set(
      app,
      (known = { search: new ArticleSearch(), conversations: new Map(), done: new Set(), at: 0 }),
    );
    const { done } = known;
    app.bus.on('inbox.done', ({ ids }) => ids.forEach((id) => done.add(id)));
  }
  if (now - known.at >= FRESH_MS) {
    known.search = new ArticleSearch();
    known.conversations.clear();
    known.done.clear();
    known.at = now;
    keep(known, await newestConversations(app, { limit: MOST }));
  } else if (known.done.size > 0) {
    const ids = [...known.done];
    known.done.clear();
    keep(known, await findConversations(app, ids));
  }
  return known;
}

function keep({ search, conversations }: Held, some: readonly Conversation[]): void {
  for (const conversation of some) {
    const { id, title, excerpt, status, answeredAt } = conversation;
    if (status !== 'done' || answeredAt === null || !asksSomething(conversation)) continue;
    search.put({ id, title: title ?? '', body: excerpt });
    conversations.set(id, conversation);
  }
}

/** Our last words in a conversation that everybody could read, without greeting and handles; null where there are none. */
async function ourAnswer(app: App, conversation: Conversation): Promise<string | null> {
  const [asked] = await readStoredPosts(app, [conversation.lastPostId]);
  if (!asked || asked.isPrivate === true) return null;
  const thread = await findThread(app, conversation.origin, conversation.rootExternalId);
  const said = thread.findLast(
    (post) => post.isOwn && !post.isPrivate && post.deletedAt === null && post.text.length > 20,
  );
  return said ? withoutGreeting(said.text) : null;
}

/** An answer to somebody else names them: their handle and the greeting go. */
export function withoutGreeting(text: string): string {
  return text
    .replaceAll(/(?:^|\s)@[\w.-]+/g, ' ')
    .trim()
    .replace(
      /^(?:hi|hello|hey|dear|hallo|guten tag|liebe[rs]?|bonjour|salut|hola|ciao|ola|beste)\b[^,!.:\n]{0,60}[,!.:]\s*/i,
      '',
    )
    .trim();
}
