import type { App } from '#platform/app/index.ts';
import type { OwnAccount } from '#connectors/kit/index.ts';
import { ownAccounts } from '#people/brand/index.ts';
import type { Conversation } from '#respond/inbox/index.ts';
import { selectOfConversation } from './store.ts';

/**
 * Who speaks where nobody chooses: the account that spoke last in this conversation, as a customer of one mailbox is not answered from another;
 * else the first that is connected. Undefined where none is.
 */
export async function accountFor(
  app: App,
  { id, network }: Pick<Conversation, 'id' | 'network'>,
): Promise<OwnAccount | undefined> {
  const accounts = await ownAccounts(app, network);
  if (accounts.length < 2) return accounts[0];
  const byId = new Map(accounts.map((account) => [account.id, account]));
  const last = (await selectOfConversation(app, id)).findLast(
    ({ state, accountId }) => state !== 'cancelled' && byId.has(accountId),
  );
  return byId.get(last?.accountId ?? '') ?? accounts[0];
}
