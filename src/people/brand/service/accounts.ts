import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { messageOf } from '#platform/errors/index.ts';
import { newId } from '#platform/ids/index.ts';
import {
  type ConnectInput,
  connectorsPort,
  type OwnAccount,
  type ReplyConnector,
  SendRefused,
} from '#connectors/kit/index.ts';
import { resolveNotice } from '#people/notices/index.ts';
import { brandErrors } from '../errors.ts';
import {
  type BrandAccount,
  claimAccountId,
  deleteAccount,
  findAccount,
  listAccounts,
  saveAccount,
  writeStep,
} from '../store.ts';
import { ownAccounts } from './own-accounts.ts';
import { accountsChanged } from './remembered.ts';
import { sealedAs } from './renewal.ts';
import { accountRefused, accountWorks, noticeKey } from './standing.ts';

const CHECK_MS = 20_000;

/** A brand account with how much fits into a post of its network, and into an answer to what was written to us alone. */
export type AccountView = BrandAccount & { maxLength: number; maxLengthInPrivate: number };

export async function readAccounts(app: App): Promise<AccountView[]> {
  return (await listAccounts(app)).map((account) => view(app, account));
}

/**
 * Signs in on the network and keeps the credentials sealed. That is a step of the first run, unless the account only pretends to be one.
 * Throws `account.network_unknown`, or what the connector says.
 */
export async function connectAccount(
  app: App,
  actor: Actor,
  input: ConnectInput & { network: string },
  { isPretend = false } = {},
): Promise<AccountView> {
  const { network, ...proof } = input;
  const before = await accountBefore(app, input);
  const connected = await connectorOf(app, network).connect(
    { ...proof, before },
    { outward: app.outward, log: app.log },
  );
  const {
    externalId,
    handle,
    displayName = null,
    avatarUrl = null,
    signature = null,
    messages = null,
    credentials,
  } = connected;
  return app.db.transaction(async () => {
    const id = await claimAccountId(app, network, externalId, newId('ba'));
    const sealed = app.secrets.seal(JSON.stringify(credentials ?? null), sealedAs(id));
    const isSaved = await saveAccount(
      app,
      {
        id,
        network,
        externalId,
        handle,
        displayName,
        avatarUrl,
        service: proof.service ?? null,
        signature,
        messages,
      },
      sealed,
    );
    const account = await findAccount(app, id);
    if (!isSaved || !account)
      throw brandErrors('account.unreachable', {
        reason: 'The same account is being connected by somebody else.',
      });
    if (!isPretend) await writeStep(app, 'account', true);
    await audit(app, actor, { action: 'account.connected', subject: id, detail: { network, handle } });
    await resolveNotice(app, noticeKey(id));
    await accountsChanged(app, network);
    return view(app, account);
  });
}

/** The account that is connected again, as it is kept. */
export async function accountBefore(
  app: App,
  { network, identifier }: { network: string; identifier: string },
): Promise<OwnAccount | undefined> {
  const known = await ownAccounts(app, network, { withRefused: true });
  return known.find(({ externalId }) => externalId === identifier.toLowerCase());
}

/** Forgets the account and its credentials. What was sent stays sent. */
export async function disconnectAccount(app: App, actor: Actor, id: string): Promise<void> {
  await app.db.transaction(async () => {
    const account = await deleteAccount(app, id);
    if (!account) throw brandErrors('account.not_found');
    await audit(app, actor, {
      action: 'account.disconnected',
      subject: id,
      detail: { network: account.network, handle: account.handle },
    });
    await resolveNotice(app, noticeKey(id));
    await accountsChanged(app, account.network);
  });
}

/** Asks the network whether the credentials still work, and keeps the answer. Throws `account.unreachable` when it cannot be asked. */
export async function checkAccount(app: App, actor: Actor, id: string): Promise<AccountView> {
  const account = await findAccount(app, id);
  if (!account) throw brandErrors('account.not_found');
  const problem = await askNetwork(app, account);
  await app.db.transaction(async () => {
    if (problem === null) await accountWorks(app, id);
    else await accountRefused(app, id, problem);
    await audit(app, actor, { action: 'account.checked', subject: id, detail: { works: problem === null } });
  });
  return view(app, (await findAccount(app, id)) ?? account);
}

/** Asks again about the accounts that were refused: some come back by themselves. */
export async function recheckRefused(app: App, signal: AbortSignal): Promise<void> {
  for (const account of await listAccounts(app)) {
    if (account.state !== 'refused' || signal.aborted) continue;
    try {
      if ((await askNetwork(app, account)) === null) await accountWorks(app, account.id);
    } catch (error) {
      app.log.info(
        { accountId: account.id, reason: messageOf(error) },
        'a refused account could not be checked',
      );
    }
  }
}

/** Why the network refuses the account; null when it does not. */
async function askNetwork(app: App, { id, network }: BrandAccount): Promise<string | null> {
  const connector = connectorOf(app, network);
  const account = (await ownAccounts(app, network, { withRefused: true })).find((own) => own.id === id);
  if (!account) throw brandErrors('account.not_found');
  try {
    await connector.check?.({
      account,
      outward: app.outward,
      log: app.log,
      signal: AbortSignal.timeout(CHECK_MS),
    });
    return null;
  } catch (error) {
    if (error instanceof SendRefused) return error.message;
    throw brandErrors('account.unreachable', { reason: messageOf(error) }, error);
  }
}

/** Throws `account.network_unknown`. */
export function connectorOf(app: App, network: string): ReplyConnector {
  const { replies } = app.use(connectorsPort);
  const connector = replies.get(network);
  if (!connector)
    throw brandErrors('account.network_unknown', {
      network,
      known: [...replies.keys()].join(', ') || 'none',
    });
  return connector;
}

function view(app: App, account: BrandAccount): AccountView {
  const connector = app.use(connectorsPort).replies.get(account.network);
  const maxLength = connector?.capabilities.maxLength ?? 0;
  return {
    ...account,
    maxLength,
    maxLengthInPrivate: connector?.capabilities.inPrivate?.maxLength ?? maxLength,
  };
}
