import { createLogger } from '#platform/log/index.ts';
import { outwardOf } from '#platform/outward/testing/given.ts';
import type { OwnAccount, SendContext } from '../index.ts';

/** An account as connectors get it; its credentials are kept in memory. */
export function ownAccountOf(
  given: Pick<OwnAccount, 'network' | 'externalId'> & Partial<OwnAccount>,
): OwnAccount {
  const account: OwnAccount = {
    id: `account_${given.network}`,
    handle: given.externalId,
    credentials: null,
    async renewCredentials(renew) {
      account.credentials = await renew(account.credentials);
      return account.credentials;
    },
    reportRefused: async () => undefined,
    ...given,
  };
  return account;
}

/** What a call of a connector gets, for an account of its network. */
export function sendContextOf(
  given: Parameters<typeof ownAccountOf>[0],
  more: Partial<Omit<SendContext, 'account'>> = {},
): SendContext {
  return {
    account: ownAccountOf(given),
    outward: outwardOf(),
    log: createLogger('silent'),
    signal: new AbortController().signal,
    ...more,
  };
}
