import { type App, systemActor } from '#platform/app/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { accountKey, findAccountIds } from '#people/accounts/index.ts';
import { type Evidence, joinByProof, personKeyOf } from '#people/persons/index.ts';
import type { Member } from '../domain/member.ts';
import { selectIdentities } from '../store/identities.ts';
import { provenAccountsPort } from './ports.ts';
import { selectEnded } from './store.ts';

type Joined = Pick<Member, 'id' | 'accountId' | 'mail' | 'mailVerifiedAt'>;

/**
 * Joins a member with what is proven to be his elsewhere: who writes from the address that he proved, and whom the company's own site signed
 * for by the same number. What he ended stays apart. Call it in a transaction.
 */
export async function joinProven(app: App, member: Joined, handOver: string): Promise<void> {
  const { accountId, mail, mailVerifiedAt } = member;
  if (accountId === null) return;
  if (mail !== null && mailVerifiedAt !== null)
    await joinKnown(
      app,
      member,
      { network: 'mail', externalId: mail.toLowerCase() },
      {
        kind: 'mail-verified',
        value: mail,
      },
    );
  const numbers = (await selectIdentities(app, member.id))
    .filter(({ provider }) => provider === handOver)
    .map(({ subject }) => subject);
  if (numbers.length === 0) return;
  for (const find of app.find(provenAccountsPort) ?? [])
    for (const account of await find(app, numbers))
      await joinKnown(app, member, account, { kind: 'signed-in' });
}

/** Joins with an account that is known; does nothing where it is not, is joined, or the member ended it. */
async function joinKnown(
  app: App,
  { id, accountId }: Joined,
  account: { network: string; externalId: string },
  evidence: Evidence,
): Promise<void> {
  const other = (await findAccountIds(app, [account])).get(accountKey(account.network, account.externalId));
  if (other === undefined || accountId === null) return;
  const keys = await personKeyOf(app, [accountId, other]);
  if (keys.get(accountId) === keys.get(other) || (await selectEnded(app, id)).includes(other)) return;
  await joinAccounts(app, accountId, other, evidence);
}

/** Joins two accounts by proof; nothing where they are one person already. */
export async function joinAccounts(
  app: App,
  accountId: string,
  other: string,
  evidence: Evidence,
): Promise<void> {
  try {
    await joinByProof(app, systemActor, { accountIds: [accountId, other], leadAccountId: accountId }, [
      evidence,
    ]);
  } catch (error) {
    if (!(error instanceof AppError) || !SETTLED.has(error.code)) throw error;
  }
}

/** One person already, or too many accounts for one: nobody has to look. */
const SETTLED = new Set(['person.joined_already', 'person.too_many']);
