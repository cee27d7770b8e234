import { membersOfAccounts } from '#people/members/index.ts';
import type { CustomerFactSource } from '#people/segments/index.ts';
import { levelsOf } from './levels.ts';

/** The level of trust of customers who are members. */
export const customerLevels: CustomerFactSource = {
  name: 'trust',
  define: async () => [
    {
      name: 'member.level',
      type: 'number',
      label: 'level of trust (0 to 4)',
      group: 'Member of the community',
    },
  ],
  async read(app, customers) {
    const members = await membersOfAccounts(
      app,
      customers.flatMap(({ accountIds }) => accountIds),
    );
    const levels = await levelsOf(
      app,
      [...members.values()].map(({ id }) => id),
    );
    return new Map(
      customers.flatMap(({ key, accountIds }) => {
        const own = accountIds.flatMap((id) => members.get(id) ?? []);
        if (own.length === 0) return [];
        return [[key, { 'member.level': Math.max(...own.map(({ id }) => levels.get(id) ?? 0)) }] as const];
      }),
    );
  },
};
