import type { App } from '#platform/app/index.ts';
import { type ConversationNews, findConversations } from '#respond/inbox/index.ts';
import { addContacts } from '../store/contacts.ts';

export const SLOT_MS = 1_800_000;
/** What comes in later than this after it was written is history that is read in, and says nothing of when people ask us. */
const OLDEST_MS = 6 * 86_400_000;

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
    began.flatMap(({ conversationId, at, after }) => {
      const network = networks.get(conversationId);
      const isHistory = at.getTime() - after!.waitingSince!.getTime() > OLDEST_MS;
      return network && !isHistory ? { slot: slotOf(after!.waitingSince!), network } : [];
    }),
  );
}

export function slotOf(at: Date): Date {
  return new Date(Math.floor(at.getTime() / SLOT_MS) * SLOT_MS);
}

/** Takes over contacts of before they were counted. */
export async function rememberContacts(
  app: App,
  contacts: readonly { at: Date; network: string }[],
): Promise<void> {
  await addContacts(
    app,
    contacts.map(({ at, network }) => ({ slot: slotOf(at), network })),
  );
}
