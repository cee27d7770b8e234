import type { App } from '#platform/app/index.ts';
import { type Addresses, addressesPort } from '#platform/addresses/index.ts';
import { messageOf } from '#platform/errors/index.ts';
import { partOf } from './domain.ts';
import { type DomainRow, selectDomains } from './store.ts';

interface Known {
  rows: readonly DomainRow[];
  /** Of the reading that it comes of. */
  turn: number;
}
const known = new WeakMap<App, Known>();
const begun = new WeakMap<App, number>();

/** The addresses of the company's own, as this process knows them: asked for with every request, so never of the database. */
export const knownDomains = (app: App): readonly DomainRow[] => known.get(app)?.rows ?? [];

export const domainOfHost = (app: App, host: string): DomainRow | undefined =>
  knownDomains(app).find((one) => one.host === host);

/** `https://help.example.com`: encrypted where the main address is. */
export const originOfDomain = (app: App, { host }: Pick<DomainRow, 'host'>): string =>
  `${new URL(app.config.publicUrl).protocol}//${host}`;

/** Reads them, and again whenever they change, here or in another process. */
export async function keepDomains(app: App): Promise<void> {
  await readAgain(app);
  const again = () =>
    void readAgain(app).catch((error: unknown) =>
      app.log.warn({ reason: messageOf(error) }, 'addresses of the public site could not be read again'),
    );
  app.bus.on('domains.changed', again);
  app.bus.on('bus.resync', again);
  const addresses: Addresses = {
    originOf(path) {
      const part = partOf(path);
      if (part === undefined) return undefined;
      const live = knownDomains(app).find((one) => one.liveSince !== null && one.parts.includes(part));
      return live && originOfDomain(app, live);
    },
  };
  app.provide(addressesPort, addresses);
}

/** Of two readings under way the one that began later knows more, whichever ends first. */
export async function readAgain(app: App): Promise<void> {
  const turn = (begun.get(app) ?? 0) + 1;
  begun.set(app, turn);
  const rows = await selectDomains(app);
  if (turn > (known.get(app)?.turn ?? 0)) known.set(app, { rows, turn });
}
