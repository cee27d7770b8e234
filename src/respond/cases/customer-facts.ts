import type { CustomerFactSource } from '#people/segments/index.ts';
import { selectCasesOfAccounts } from './store/customers.ts';

const GROUP = 'Case';

/** What segments may ask about the cases of a customer. */
export const customerCases: CustomerFactSource = {
  name: 'cases',
  define: async () => [
    { name: 'cases', type: 'number', label: 'cases', group: GROUP },
    { name: 'open-cases', type: 'number', label: 'cases that are not solved', group: GROUP },
  ],
  async read(app, customers) {
    const rows = await selectCasesOfAccounts(
      app,
      customers.flatMap(({ accountIds }) => accountIds),
    );
    const byAccount = Map.groupBy(rows, ({ accountId }) => accountId);
    return new Map(
      customers.map(({ key, accountIds }) => {
        const own = accountIds.flatMap((id) => byAccount.get(id) ?? []);
        const open = own.filter(({ isOpen }) => isOpen);
        // A case over two accounts of one person is one case.
        return [key, { cases: countOf(own), 'open-cases': countOf(open) }];
      }),
    );
  },
};

function countOf(cases: readonly { id: string }[]): number {
  return new Set(cases.map(({ id }) => id)).size;
}
