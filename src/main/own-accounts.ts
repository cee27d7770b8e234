import type { App } from '#platform/app/index.ts';
import { ownExternalIds } from '#people/brand/index.ts';
import { ownAccountsPort } from '#listen/intake/index.ts';

/** The brand's accounts in memory, because intake asks for every batch. */
export async function keepOwnAccounts(app: App): Promise<void> {
  let byNetwork = await load(app);
  const refresh = async () => {
    byNetwork = await load(app);
  };
  app.bus.on('brand.accounts_changed', refresh);
  app.bus.on('bus.resync', refresh);
  app.provide(ownAccountsPort, { externalIds: (network) => byNetwork.get(network) ?? NOBODY });
}

const NOBODY: ReadonlySet<string> = new Set();

async function load(app: App): Promise<Map<string, Set<string>>> {
  const byNetwork = new Map<string, Set<string>>();
  for (const key of await ownExternalIds(app)) {
    const at = key.indexOf(':');
    const network = key.slice(0, at);
    const ids = byNetwork.get(network) ?? new Set();
    ids.add(key.slice(at + 1));
    byNetwork.set(network, ids);
  }
  return byNetwork;
}
