import type { FactDefinition, Facts } from '#lib/conditions/index.ts';
import { readAccounts } from '#people/accounts/index.ts';
import { membersOfAccounts } from '#people/members/index.ts';
import { claimKeys, readClaims } from '#people/persons/index.ts';
import type { Customer, CustomerFactSource } from './sources.ts';

const WHO = 'Who it is';
const MEMBER = 'Member of the community';
const DAY_MS = 86_400_000;

/** What the accounts themselves tell. Their followers are left out, and so are their names. */
export const accountFacts: CustomerFactSource = {
  name: 'accounts',
  define: async () => [
    { name: 'networks', type: 'list', label: 'networks', group: WHO, isOpen: true },
    { name: 'accounts', type: 'number', label: 'accounts that belong together', group: WHO },
  ],
  async read(app, customers) {
    const accounts = await readAccounts(app, idsOf(customers));
    return each(customers, ({ accountIds }) => ({
      networks: [...new Set(accountIds.flatMap((id) => accounts.get(id)?.network ?? []))],
      accounts: accountIds.length,
    }));
  },
};

/** What is said about them: city, phone, and whatever fields colleagues and imports gave. */
export const claimFacts: CustomerFactSource = {
  name: 'claims',
  define: async (app) =>
    (await claimKeys(app)).map((key): FactDefinition => ({
      name: `claim.${key}`,
      type: 'list',
      label: key,
      group: 'What is known',
      isOpen: true,
    })),
  async read(app, customers) {
    const claims = Map.groupBy(await readClaims(app, idsOf(customers)), ({ accountId }) => accountId);
    return each(customers, ({ accountIds }) => {
      const own = Map.groupBy(
        accountIds.flatMap((id) => claims.get(id) ?? []),
        ({ key }) => key,
      );
      return Object.fromEntries(
        [...own].map(([key, said]) => [`claim.${key}`, [...new Set(said.map(({ value }) => value))]]),
      );
    });
  },
};

/** What is known of those who have an account on the company's own site. */
export const memberFacts: CustomerFactSource = {
  name: 'members',
  define: async () => [
    { name: 'member', type: 'yes-no', label: 'is a member', group: MEMBER },
    { name: 'member.mail-proven', type: 'yes-no', label: 'mail address is proven', group: MEMBER },
    { name: 'member.days', type: 'number', label: 'member for', group: MEMBER, unit: 'days' },
    {
      name: 'member.languages',
      type: 'list',
      label: 'languages of the profile',
      group: MEMBER,
      isOpen: true,
    },
  ],
  async read(app, customers) {
    const members = await membersOfAccounts(app, idsOf(customers));
    const now = app.clock.now().getTime();
    return each(customers, ({ accountIds }): Facts => {
      const own = accountIds.flatMap((id) => members.get(id) ?? []);
      if (own.length === 0) return { member: false, 'member.mail-proven': false };
      const oldest = Math.min(...own.map(({ createdAt }) => createdAt.getTime()));
      return {
        member: true,
        'member.mail-proven': own.some(({ mailVerifiedAt }) => mailVerifiedAt !== null),
        'member.days': Math.floor((now - oldest) / DAY_MS),
        'member.languages': [...new Set(own.flatMap(({ languages }) => languages))],
      };
    });
  },
};

function idsOf(customers: readonly Customer[]): string[] {
  return customers.flatMap(({ accountIds }) => accountIds);
}

function each(customers: readonly Customer[], of: (customer: Customer) => Facts): Map<string, Facts> {
  return new Map(customers.map((customer) => [customer.key, of(customer)]));
}
