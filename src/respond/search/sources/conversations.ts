import type { App } from '#platform/app/index.ts';
import { readStoredPosts } from '#listen/posts/index.ts';
import { readAccounts } from '#people/accounts/index.ts';
import { conversationIdsAfter, findConversations, readNotesOf } from '#respond/inbox/index.ts';
import { readRepliesOf } from '#respond/replies/index.ts';
import type { Entry } from '../domain.ts';
import { factsOf } from '../facts.ts';

export const conversationIds = conversationIdsAfter;

/** Conversations with all that their customers said, and each note and reply in them. */
export async function conversationEntries(app: App, ids: readonly string[]): Promise<Entry[]> {
  const rows = (await findConversations(app, ids)).filter(({ isGone }) => !isGone);
  const posts = new Map(
    (
      await readStoredPosts(
        app,
        rows.flatMap(({ postIds }) => postIds),
      )
    ).map((post) => [post.id, post]),
  );
  const accounts = await readAccounts(
    app,
    rows.map(({ accountId }) => accountId),
  );
  const standing = rows.map(({ id }) => id);
  const notes = await readNotesOf(app, standing);
  const replies = await readRepliesOf(app, standing);
  // Notes and replies stand where their conversation does.
  const facts = new Map(
    rows.map((row) => [
      row.id,
      factsOf({ ...row, networks: [row.network], assigneeIds: row.assigneeId ? [row.assigneeId] : [] }),
    ]),
  );
  const entryIn = (kind: Entry['kind'], id: string, conversationId: string, at: Date) => ({
    ...entryOf(kind, id, conversationId, at),
    facts: facts.get(conversationId) ?? [],
  });
  const own = rows.map((row): Entry => {
    const account = accounts.get(row.accountId);
    const said = row.postIds.flatMap((id) => posts.get(id) ?? []);
    return {
      ...entryIn('conversation', row.id, row.id, row.lastPostAt),
      title: [row.title, account?.displayName, account?.handle].join(' '),
      labels: row.labels.join(' '),
      text: said.map((post) => `${post.title ?? ''} ${post.text}`).join(' '),
    };
  });
  return [
    ...own,
    ...notes.map((note) => ({
      ...entryIn('note', note.id, note.conversationId, note.createdAt),
      title: note.authorName,
      text: note.text,
    })),
    ...replies.map((reply) => ({
      ...entryIn('reply', reply.id, reply.conversationId, reply.createdAt),
      title: reply.createdByName,
      text: reply.text,
    })),
  ];
}

function entryOf(kind: Entry['kind'], id: string, place: string, at: Date): Entry {
  return { kind, id, source: 'conversation', place, at, title: '', labels: '', text: '', facts: [] };
}

/** The accounts that wrote these conversations. */
export async function accountsOf(app: App, ids: readonly string[]): Promise<string[]> {
  return [...new Set((await findConversations(app, ids)).map(({ accountId }) => accountId))];
}
