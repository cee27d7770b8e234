import type { App } from '#platform/app/index.ts';
import { type Account, newestAccounts } from '#people/accounts/index.ts';
import { ownExternalIds } from '#people/brand/index.ts';
import { accountsOfPersons, leadsOf } from '#people/persons/index.ts';
import type { Customer } from './sources.ts';

export interface CustomersStep {
  /** `pick`: the account that was picked by hand, where they are listed for that. */
  customers: (Customer & { lead: string; pick?: string })[];
  /** Where the next step goes on; undefined at the end. */
  next: string | undefined;
}

/** Customers: everybody who wrote something that is kept, the newest first, each person once; our own accounts are none. */
export async function nextCustomers(
  app: App,
  before: string | undefined,
  limit: number,
): Promise<CustomersStep> {
  const accounts = await newestAccounts(app, before, limit);
  const customers = await customersAmong(app, accounts);
  return { customers, next: accounts.length === limit ? accounts.at(-1)!.id : undefined };
}

/** The customers behind these accounts. A person stands where the account stands that leads it. */
export async function customersAmong(
  app: App,
  accounts: readonly Account[],
): Promise<CustomersStep['customers']> {
  const own = await ownExternalIds(app);
  const others = accounts.filter(
    ({ network, externalId, deletedAt }) => deletedAt === null && !own.has(`${network}:${externalId}`),
  );
  const ids = others.map(({ id }) => id);
  const [leads, members] = await Promise.all([leadsOf(app, ids), accountsOfPersons(app, ids)]);
  return others.flatMap(({ id }) => {
    const joined = leads.get(id);
    if (joined && joined.lead !== id) return [];
    return [{ key: joined?.key ?? id, lead: id, accountIds: members.get(id) ?? [id] }];
  });
}
