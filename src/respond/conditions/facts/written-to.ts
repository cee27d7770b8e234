import type { App } from '#platform/app/index.ts';
import { readAccounts } from '#people/brand/index.ts';
import type { FactSource } from './sources.ts';

/** Which account of ours the customer wrote to: a mailbox, a handle, a chat. Told apart by its id on the network, which it keeps when it is connected anew. */
export const writtenToFacts: FactSource = {
  name: 'written-to',
  define: async (app) => [
    {
      name: 'account',
      type: 'choice',
      label: 'account written to',
      group: 'The post',
      values: await accountValues(app),
      isOpen: true,
    },
  ],
  read: async (_app, conversations) =>
    new Map(conversations.map(({ id, writtenTo }) => [id, { account: writtenTo }])),
};

/** Accounts by name; those that are called alike with their network. */
async function accountValues(app: App): Promise<{ value: string; label: string }[]> {
  const accounts = await readAccounts(app);
  return accounts.map(({ externalId, handle, network }) => {
    const isAlone = accounts.filter((other) => other.handle === handle).length === 1;
    return { value: externalId, label: isAlone ? handle : `${handle} (${network})` };
  });
}
