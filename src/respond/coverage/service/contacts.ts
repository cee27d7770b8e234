import type { App } from '#platform/app/index.ts';
import { type ConversationNews, findConversations } from '#respond/inbox/index.ts';
import { addContacts } from '../store/contacts.ts';

export const SLOT_MS = 1_800_000;

/** Counts customers who begin to wait; told by the inbox, in the transaction that takes the news out. */
export async function countContacts(app: App, news: readonly ConversationNews[]): Promise<void> {
  const began = news.filter(
    ({ kind, before, after }) =>
      (kind === 'opened' && after?.waitingSince) ||
      (kind === 'received' && after?.waitingSince && !before?.waitingSince),
  );
  const ids = [...new Set(began.map(({ conversationId }) => conversationId))];
  const networks = new Map((await findConversations(app, ids)).map((row) => [row.id, row.network]));
  await addContacts(
    app,
    began.flatMap(({ conversationId, after }) => {
      const network = networks.get(conversationId);
      return network ? { slot: slotOf(after!.waitingSince!), network } : [];
    }),
  );
}

export function slotOf(at: Date): Date {
  return new Date(Math.floor(at.getTime() / SLOT_MS) * SLOT_MS);
}
