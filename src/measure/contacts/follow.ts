import type { App } from '#platform/app/index.ts';
import { readAccounts } from '#people/accounts/index.ts';
import { readStoredPosts } from '#listen/posts/index.ts';
import { readSaidLabels } from '#listen/understanding/index.ts';
import { type ConversationNews, findConversations } from '#respond/inbox/index.ts';
import { readCaseFacts } from '#respond/cases/index.ts';
import { type Answer, characterOf, type Contact, personOf } from './domain.ts';
import {
  deleteContacts,
  insertAnswers,
  insertContacts,
  markAnswered,
  markDays,
  markSolved,
  setRating,
  updateAbout,
} from './store.ts';

/** Writes down what happened, in the transaction in which the news are taken in. */
export async function noteContacts(app: App, all: readonly ConversationNews[]): Promise<void> {
  const news = await forgetGone(app, all);
  if (news.length === 0) return;
  const opened = news.filter(({ kind }) => kind === 'opened');
  await insertContacts(app, await contactsOf(app, opened));
  const answers = news.flatMap(answerOf);
  if (answers.length > 0) {
    await markAnswered(app, answers);
    await insertAnswers(app, answers);
  }
  const solved = news.flatMap(({ kind, conversationId: id, at, by, before, after }) =>
    kind === 'changed' && before && after && before.status !== after.status
      ? { id, at: after.status === 'done' ? at : null, by: personOf(by) }
      : [],
  );
  if (solved.length > 0) await markSolved(app, solved);
  const ids = [...new Set(news.map(({ conversationId }) => conversationId))];
  await noteAbout(app, ids);
}

/** Writes anew what these contacts are about and who has them. Joins the caller's transaction. */
export async function noteAbout(app: App, ids: readonly string[]): Promise<void> {
  const rows = await findConversations(app, ids);
  const labels = await readSaidLabels(
    app,
    rows.flatMap(({ postIds }) => postIds.slice(0, 1)),
  );
  const cases = await readCaseFacts(app, ids);
  await updateAbout(
    app,
    rows.map(({ id, teamId, topicIds, labels: own, postIds }) => {
      const intent = labels.get(postIds[0] ?? '')?.find(({ key }) => key === 'intent')?.value;
      const typeId = cases.get(id)?.typeId;
      return {
        id,
        teamId,
        about: [
          ...topicIds.map((topic) => `t:${topic}`),
          ...own.map((label) => `l:${label}`),
          ...(intent && intent !== 'unknown' ? [`i:${intent}`] : []),
          ...(typeId ? [`y:${typeId}`] : []),
        ],
      };
    }),
  );
  await markDays(app, ids);
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

function answerOf({ kind, conversationId: id, by, before, after }: ConversationNews): Answer[] {
  if (kind !== 'answered' || !after?.answeredAt) return [];
  const at = after.answeredAt;
  const since = before?.waitingSince;
  const waited = since ? Math.max(0, Math.round((at.getTime() - since.getTime()) / 1000)) : null;
  return [{ id, at, by: personOf(by), waited }];
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
