import type { App } from '#platform/app/index.ts';
import { ownExternalIds } from '#people/brand/index.ts';
import { ownAccountsPort } from '#listen/intake/index.ts';

/** The brand's accounts in memory, because intake asks for every batch. */
export async function keepOwnAccounts(app: App): Promise<void> {
  let byNetwork = new Map<string, Set<string>>();
  let asked = 0;
  let shown = 0;
  const refresh = async () => {
    const turn = ++asked;
    const loaded = await load(app);
    // An older question may be answered after a newer one.
    if (turn < shown) return;
    shown = turn;
    byNetwork = loaded;
  };
  // The first question makes the accounts' own memory listen, before this does: otherwise each change would be answered from what was before it.
  await refresh();
  app.bus.on('brand.accounts_changed', refresh);
  app.bus.on('bus.resync', refresh);
  await refresh();
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
