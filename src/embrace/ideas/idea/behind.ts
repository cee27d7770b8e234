import type { App } from '#platform/app/index.ts';
import { membersOfAccounts } from '#people/members/index.ts';
import { accountsOfPersons } from '#people/persons/index.ts';

/**
 * The members who are the persons behind accounts, by account; erased ones are nobody. Accounts of persons who are no members are left out.
 */
export async function membersBehind(
  app: App,
  accountIds: readonly string[],
): Promise<Map<string, readonly string[]>> {
  if (accountIds.length === 0) return new Map();
  const joined = await accountsOfPersons(app, accountIds);
  const members = await membersOfAccounts(app, [...new Set([...joined.values()].flat())]);
  const idOf = (account: string) => {
    const member = members.get(account);
    return member && member.state !== 'erased' ? [member.id] : [];
  };
  return new Map(
    [...joined].flatMap(([account, all]) => {
      const ids = all.flatMap(idOf);
      return ids.length === 0 ? [] : [[account, ids] as const];
    }),
  );
}
