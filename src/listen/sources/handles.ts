import { connectorsPort, type ProfileConnector } from '#connectors/kit/index.ts';
import type { App } from '#platform/app/index.ts';
import { putBackUnresolved, takeUnresolvedAccounts, updateProfiles } from '#people/accounts/index.ts';

const BATCH = 25;
/** Per network and run, so that one network cannot take all the time. */
const MOST_BATCHES = 40;

/** Looks up handles and names of the authors of kept posts that are known only by their ids. */
export async function resolveHandles(app: App, signal: AbortSignal): Promise<void> {
  for (const connector of app.use(connectorsPort).profiles.values()) {
    for (let i = 0; i < MOST_BATCHES && !signal.aborted; i++) {
      if ((await resolveBatch(app, connector, signal)) < BATCH) break;
    }
  }
}

async function resolveBatch(app: App, connector: ProfileConnector, signal: AbortSignal): Promise<number> {
  const ids = await takeUnresolvedAccounts(app, connector.network, BATCH);
  if (ids.length === 0) return 0;
  try {
    const authors = await connector.resolveProfiles(ids, { outward: app.outward, log: app.log, signal });
    await updateProfiles(
      app,
      authors.map((author) => ({ network: connector.network, author })),
    );
    return ids.length;
  } catch (error) {
    app.log.info(
      { err: error, network: connector.network },
      'handles could not be looked up; trying again later',
    );
    await putBackUnresolved(app, connector.network, ids);
    return 0;
  }
}
