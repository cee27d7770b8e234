import type { Actor, App } from '#platform/app/index.ts';
import { accountKey, rememberAccounts } from '#people/accounts/index.ts';

/** An account on a network, as if its posts were kept. Answers its id. */
export async function anAccount(app: App, network: string, handle: string, name = handle): Promise<string> {
  const author = { externalId: `id:${handle}`, handle, displayName: name };
  const ids = await app.db.transaction(() => rememberAccounts(app, [{ network, author }]));
  return ids.get(accountKey(network, author.externalId))!;
}

export const agent: Actor = {
  kind: 'user',
  id: `user_${'0'.repeat(26)}`,
  name: 'Ana',
  role: 'agent',
  permissions: new Set(['persons.read', 'persons.join']),
};
