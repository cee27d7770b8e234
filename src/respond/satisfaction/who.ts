import type { App } from '#platform/app/index.ts';
import { accountsOfPersons, personKeyOf } from '#people/persons/index.ts';
import { findConversations } from '#respond/inbox/index.ts';
import { insertRefusal } from './store.ts';

/** Keys under which something may be kept of the person behind an account: the person's, and every account's, which outlive joins and splits. */
export async function keysOf(app: App, accountId: string): Promise<[key: string, ...accounts: string[]]> {
  const key = (await personKeyOf(app, [accountId])).get(accountId)!;
  const accounts = (await accountsOfPersons(app, [accountId])).get(accountId) ?? [accountId];
  return [key, ...accounts.filter((id) => id !== key)];
}

/** Who was asked in a conversation is never asked again, as whoever he was known then and is known now. */
export async function refuse(
  app: App,
  { conversationId, personKey }: { conversationId: string; personKey: string | null },
  why: string,
): Promise<void> {
  const [conversation] = await findConversations(app, [conversationId]);
  const keys = conversation ? await keysOf(app, conversation.accountId) : [];
  await insertRefusal(app, personKey === null ? keys : [personKey, ...keys], why);
}
