import { type App, perApp } from '#platform/app/index.ts';
import type { OwnAccount } from '#connectors/kit/index.ts';

export interface Opened {
  own: OwnAccount;
  isRefused: boolean;
}

/** What a process remembers of the accounts until it hears that they have changed. */
export interface Remembered {
  byNetwork: Map<string, Promise<Opened[]>>;
  externalIds: Promise<ReadonlySet<string>> | undefined;
}

export const rememberedBy = perApp((app) => {
  const made: Remembered = { byNetwork: new Map(), externalIds: undefined };
  app.bus.on('brand.accounts_changed', () => forget(app));
  app.bus.on('brand.credentials_saved', () => forget(app));
  app.bus.on('bus.resync', () => forget(app));
  return made;
});

/** Makes every process read the accounts again: this one at once, the others when the transaction commits. */
export async function accountsChanged(app: App, network: string): Promise<void> {
  await app.bus.publish('brand.accounts_changed', { network });
  app.db.afterCommit(() => forget(app));
}

function forget(app: App): void {
  const remembered = rememberedBy(app);
  remembered.byNetwork.clear();
  remembered.externalIds = undefined;
}
