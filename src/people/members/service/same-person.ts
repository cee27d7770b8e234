import { type App, systemActor } from '#platform/app/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { accountKey, findAccountIds } from '#people/accounts/index.ts';
import { joinByProof } from '#people/persons/index.ts';
import type { Member } from '../domain/member.ts';

/**
 * Joins a member with the mail account of the address that he proved: whoever opens a link mailed there is who writes from there. Call it
 * in a transaction. Does nothing where nobody wrote from the address, or they are joined.
 */
export async function joinMailAccount(
  app: App,
  member: Pick<Member, 'accountId' | 'mail' | 'mailVerifiedAt'>,
): Promise<void> {
  const { accountId, mail, mailVerifiedAt } = member;
  if (accountId === null || mail === null || mailVerifiedAt === null) return;
  const externalId = mail.toLowerCase();
  const ids = await findAccountIds(app, [{ network: 'mail', externalId }]);
  const mailAccountId = ids.get(accountKey('mail', externalId));
  if (mailAccountId === undefined) return;
  try {
    await joinByProof(
      app,
      systemActor,
      { accountIds: [accountId, mailAccountId], leadAccountId: accountId },
      [{ kind: 'mail-verified', value: mail }],
    );
  } catch (error) {
    if (!(error instanceof AppError) || !SETTLED.has(error.code)) throw error;
  }
}

/** One person already, or too many accounts for one: nobody has to look. */
const SETTLED = new Set(['person.joined_already', 'person.too_many']);
