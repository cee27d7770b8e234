import { type App, perApp } from '#platform/app/index.ts';
import { ArticleSearch } from '#lib/search/index.ts';
import { hidePersonal } from '#lib/voice/index.ts';
import { readAccounts } from '#people/accounts/index.ts';
import { findThread, readStoredPosts } from '#listen/posts/index.ts';
import { answeredConversations, type Conversation, findConversations } from '#respond/inbox/index.ts';
import { excerptOf } from '../articles/markdown.ts';
import type { Question } from '../ports.ts';
import { asksSomething } from './asks.ts';
import type { Suggestion } from './schema.ts';

/** Solved conversations that are looked through: the newest. */
const MOST = 6000;
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

const heldOf = perApp((app) => {
  const held: Held = { search: new ArticleSearch(), conversations: new Map(), done: new Set(), at: 0 };
  app.bus.on('inbox.done', ({ ids }) => ids.forEach((id) => held.done.add(id)));
  return held;
});

/**
 * Earlier solved conversations of others about the same, with what we answered. Of one in private only our words stand here, without
 * what tells of the person, to be read and opened: nothing of it goes into an answer to somebody else.
 */
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
    if (!answer) continue;
    const names = answer.isPrivate ? await namesOf(app, conversation) : [];
    const shown = (text: string) => (answer.isPrivate ? hidePersonal(text, names).text : text);
    suggestions.push({
      kind: 'solved',
      id,
      language: null,
      title: answer.isPrivate ? excerptOf(shown(answer.text), 80) : conversation.excerpt,
      excerpt: excerptOf(shown(answer.text), 240),
      insert: answer.isPrivate ? null : answer.text,
      how: answer.isPrivate ? null : 'text',
      link: `/inbox/${id}`,
      visibility: answer.isPrivate ? 'internal' : null,
      because: { words: words.slice(0, 5), hasAnswered: false },
      useId: null,
    });
  }
  return suggestions;
}

async function solvedOf(app: App): Promise<Held> {
  const now = app.clock.now().getTime();
  const known = heldOf(app);
  if (now - known.at >= FRESH_MS) {
    known.search = new ArticleSearch();
    known.conversations.clear();
    known.done.clear();
    known.at = now;
    keep(known, await answeredConversations(app, MOST));
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

async function namesOf(app: App, { accountId }: Conversation): Promise<string[]> {
  const account = (await readAccounts(app, [accountId])).get(accountId);
  return account ? [account.handle ?? '', account.displayName ?? ''] : [];
}

/** Our last words in a conversation, without greeting and handles; undefined where there are none. */
async function ourAnswer(
  app: App,
  { lastPostId, origin, rootExternalId }: Conversation,
): Promise<{ text: string; isPrivate: boolean } | undefined> {
  const [asked] = await readStoredPosts(app, [lastPostId]);
  if (!asked) return undefined;
  const thread = await findThread(app, origin, rootExternalId);
  const said = thread.findLast((post) => post.isOwn && post.deletedAt === null && post.text.length > 20);
  const isPrivate = asked.isPrivate === true || said?.isPrivate === true;
  return said && { text: withoutGreeting(said.text), isPrivate };
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
