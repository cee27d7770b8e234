import type { App } from '#platform/app/index.ts';
import { readAccounts } from '#people/accounts/index.ts';
import { readStoredPosts } from '#listen/posts/index.ts';
import { readSaidLabels } from '#listen/understanding/index.ts';
import type { ConversationNews } from '#respond/inbox/index.ts';
import { characterOf, type Contact } from './domain.ts';
import { deleteContacts, insertContacts, markAnswered, markSolved, setRating } from './store.ts';

/** Writes down what happened, in the transaction in which the news are taken in. */
export async function noteContacts(app: App, all: readonly ConversationNews[]): Promise<void> {
  const news = await forgetGone(app, all);
  await insertContacts(
    app,
    await contactsOf(
      app,
      news.filter(({ kind }) => kind === 'opened'),
    ),
  );
  const answers = news.flatMap(({ kind, conversationId: id, after }) =>
    kind === 'answered' && after?.answeredAt ? { id, at: after.answeredAt } : [],
  );
  if (answers.length > 0) await markAnswered(app, answers);
  const solved = news.flatMap(({ kind, conversationId: id, at, before, after }) =>
    kind === 'changed' && before && after && before.status !== after.status
      ? { id, at: after.status === 'done' ? at : null }
      : [],
  );
  if (solved.length > 0) await markSolved(app, solved);
}

/** A contact ends with its conversation; one that comes back afterwards begins anew. */
async function forgetGone(app: App, news: readonly ConversationNews[]): Promise<readonly ConversationNews[]> {
  const goneAt = new Map(
    news.flatMap(({ kind, conversationId, seq }): [string, number][] =>
      kind === 'gone' ? [[conversationId, seq]] : [],
    ),
  );
  if (goneAt.size === 0) return news;
  await deleteContacts(app, [...goneAt.keys()]);
  return news.filter(({ conversationId, seq }) => seq > (goneAt.get(conversationId) ?? -1));
}

/** A customer rated what was done in these conversations; null takes it back. */
export function noteRating(
  app: App,
  conversationIds: readonly string[],
  rating: number | null,
): Promise<void> {
  return setRating(app, conversationIds, rating);
}

async function contactsOf(app: App, news: readonly ConversationNews[]): Promise<Contact[]> {
  const firstPosts = news.flatMap(({ after }) => after?.lastPostId ?? []);
  if (firstPosts.length === 0) return [];
  const posts = new Map((await readStoredPosts(app, firstPosts)).map((post) => [post.id, post]));
  const accounts = await readAccounts(app, [
    ...new Set([...posts.values()].map(({ accountId }) => accountId)),
  ]);
  const labels = await readSaidLabels(app, [...posts.keys()]);
  return news.flatMap(({ conversationId, at, after }) => {
    const post = posts.get(after?.lastPostId ?? '');
    if (!post) return [];
    // From when the customer waits; a post may be older than the moment in which it was read.
    const openedAt = after?.waitingSince ?? at;
    return {
      conversationId,
      network: post.network,
      openedAt: openedAt.toISOString(),
      reach: accounts.get(post.accountId)?.followers ?? null,
      ...characterOf(labels.get(post.id)),
    };
  });
}
