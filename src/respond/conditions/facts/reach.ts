import { readAccounts } from '#people/accounts/index.ts';
import type { FactSource } from './sources.ts';

/** How many people follow the author, as the network says. It may be asked only where nothing but watching follows. */
export const reachFacts: FactSource = {
  name: 'reach',
  define: async () => [
    {
      name: 'author.reach',
      type: 'number',
      label: 'followers of the author',
      group: 'Only to add watchers',
      unit: 'followers',
      only: 'watching',
    },
  ],
  async read(app, conversations) {
    const accounts = await readAccounts(app, [...new Set(conversations.map(({ accountId }) => accountId))]);
    const reach = new Map([...accounts.values()].map(({ id, followers }) => [id, followers]));
    return new Map(
      conversations.map((row) => [row.id, { 'author.reach': reach.get(row.accountId) ?? null }]),
    );
  },
};
