import type { App } from '#platform/app/index.ts';
import type { OwnAccount } from '#connectors/kit/index.ts';
import { listAccounts, listSealed } from '../store.ts';
import { type Opened, rememberedBy } from './remembered.ts';
import { renewCredentials, sealedAs } from './renewal.ts';
import { accountMayMessage, accountRefused, accountWorks } from './standing.ts';

/**
 * The brand's accounts on a network with credentials that can be used, oldest first; those that the network refuses are left out
 * unless asked for. Remembered until `brand.accounts_changed`.
 */
export async function ownAccounts(
  app: App,
  network: string,
  options: { withRefused?: boolean } = {},
): Promise<OwnAccount[]> {
  const { byNetwork } = rememberedBy(app);
  const loading = byNetwork.get(network) ?? load(app, network);
  byNetwork.set(network, loading);
  loading.catch(() => byNetwork.delete(network));
  const opened = await loading;
  return opened.filter(({ isRefused }) => options.withRefused || !isRefused).map(({ own }) => own);
}

/** `network:externalId` of every brand account, refused ones too: what they say is the company's own. */
export function ownExternalIds(app: App): Promise<ReadonlySet<string>> {
  const remembered = rememberedBy(app);
  if (remembered.externalIds) return remembered.externalIds;
  const loading = listAccounts(app).then(
    (rows) => new Set(rows.map((row) => `${row.network}:${row.externalId}`)),
  );
  remembered.externalIds = loading;
  loading.catch(() => (remembered.externalIds = undefined));
  return loading;
}

async function load(app: App, network: string): Promise<Opened[]> {
  const rows = await listSealed(app, network);
  return rows.map(({ id, externalId, handle, credentials, state, messages }) => {
    const isRefused = state === 'refused';
    const own: OwnAccount = {
      id,
      network,
      externalId,
      handle,
      credentials: JSON.parse(app.secrets.open(credentials, sealedAs(id))) as unknown,
      async renewCredentials(renew) {
        own.credentials = await renewCredentials(app, own, renew);
        if (isRefused) await accountWorks(app, id);
        return own.credentials;
      },
      reportRefused: (problem) => accountRefused(app, id, problem),
      async reportMessages(may) {
        if (may !== messages) await accountMayMessage(app, own, may);
      },
    };
    return { own, isRefused };
  });
}
