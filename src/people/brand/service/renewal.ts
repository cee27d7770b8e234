import type { App } from '#platform/app/index.ts';
import { newSecret } from '#platform/ids/index.ts';
import { brandErrors } from '../errors.ts';
import { endRenewal, keepRenewed, takeRenewal } from '../renewal-store.ts';

/** Longer than a renewal takes at worst; whoever died over one holds the others up for no longer. */
const TURN_SECONDS = 90;
const LOOK_AGAIN_MS = 150;

/** What the credentials of an account are sealed for. */
export const sealedAs = (id: string): string => `brand-account:${id}`;

/**
 * Renews the credentials of an account while no other process does. `renew` gets those that are stored by then; what it answers is kept,
 * unless the account was connected anew meanwhile. Throws `account.not_found`, or what `renew` throws.
 */
export async function renewCredentials(
  app: App,
  account: { id: string; network: string },
  renew: (stored: unknown) => Promise<unknown>,
): Promise<unknown> {
  const { id, network } = account;
  const by = newSecret(9);
  const stored = app.secrets.open(await turn(app, id, by), sealedAs(id));
  try {
    const fresh = await renew(JSON.parse(stored));
    const text = JSON.stringify(fresh ?? null);
    if (text !== stored) {
      await app.db.transaction(async () => {
        if (await keepRenewed(app, id, by, app.secrets.seal(text, sealedAs(id))))
          await app.bus.publish('brand.credentials_saved', { network });
      });
    }
    return fresh;
  } finally {
    await endRenewal(app, id, by).catch((error: unknown) =>
      app.log.warn(
        { err: error, accountId: id },
        'the turn of a renewal could not be ended; it ends by itself',
      ),
    );
  }
}

async function turn(app: App, id: string, by: string): Promise<string> {
  for (;;) {
    const taken = await takeRenewal(app, id, by, TURN_SECONDS);
    if (taken === undefined) throw brandErrors('account.not_found');
    if (taken !== 'busy') return taken.sealed;
    await app.clock.sleep(LOOK_AGAIN_MS);
  }
}
