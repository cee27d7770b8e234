import type { App } from '#platform/app/index.ts';
import type { OwnAccount } from '#connectors/kit/index.ts';
import { listAccounts, listSealed, writeCredentials } from '../store.ts';

interface Opened {
  own: OwnAccount;
  isRefused: boolean;
}

type Cache = Map<string, Promise<Opened[]>>;

const caches = new WeakMap<App, Cache>();
const externalIds = new WeakMap<App, Promise<ReadonlySet<string>>>();

/** What the credentials of an account are sealed for. */
export const sealedAs = (id: string): string => `brand-account:${id}`;

/**
 * The brand's accounts on a network with credentials that can be used, oldest first; those that the network refuses are left out
 * unless asked for. Remembered until `brand.accounts_changed`.
 */
export async function ownAccounts(
  app: App,
  network: string,
  options: { withRefused?: boolean } = {},
): Promise<OwnAccount[]> {
  const cache = cacheOf(app);
  const loading = cache.get(network) ?? load(app, network);
  cache.set(network, loading);
  loading.catch(() => cache.delete(network));
  const opened = await loading;
  return opened.filter(({ isRefused }) => options.withRefused || !isRefused).map(({ own }) => own);
}

/** `network:externalId` of every brand account, refused ones too: what they say is the company's own. */
export function ownExternalIds(app: App): Promise<ReadonlySet<string>> {
  cacheOf(app);
  const present = externalIds.get(app);
  if (present) return present;
  const loading = listAccounts(app).then(
    (rows) => new Set(rows.map((row) => `${row.network}:${row.externalId}`)),
  );
  externalIds.set(app, loading);
  loading.catch(() => externalIds.delete(app));
  return loading;
}

/** Makes every process read the accounts again: this one at once, the others when the transaction commits. */
export async function accountsChanged(app: App, network: string): Promise<void> {
  await app.bus.publish('brand.accounts_changed', { network });
  app.db.afterCommit(() => forget(app));
}

function cacheOf(app: App): Cache {
  const present = caches.get(app);
  if (present) return present;
  const made: Cache = new Map();
  caches.set(app, made);
  app.bus.on('brand.accounts_changed', () => forget(app));
  app.bus.on('brand.credentials_saved', () => forget(app));
  app.bus.on('bus.resync', () => forget(app));
  return made;
}

function forget(app: App): void {
  caches.get(app)?.clear();
  externalIds.delete(app);
}

async function load(app: App, network: string): Promise<Opened[]> {
  const rows = await listSealed(app, network);
  return rows.map(({ id, externalId, handle, credentials, state }) => {
    const own: OwnAccount = {
      id,
      network,
      externalId,
      handle,
      credentials: JSON.parse(app.secrets.open(credentials, sealedAs(id))) as unknown,
      async saveCredentials(fresh) {
        own.credentials = fresh;
        await app.db.transaction(async () => {
          await writeCredentials(app, id, app.secrets.seal(JSON.stringify(fresh ?? null), sealedAs(id)));
          await app.bus.publish('brand.credentials_saved', { network });
        });
      },
    };
    return { own, isRefused: state === 'refused' };
  });
}
