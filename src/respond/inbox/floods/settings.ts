import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { readAccounts } from '#people/accounts/index.ts';
import type { Brake } from './domain.ts';
import { floodErrors } from './errors.ts';
import type { BrakeView } from './schema.ts';
import { deleteTrusted, saveBrake, selectBrake, selectTrusted } from './settings-store.ts';

/** The limits, and who is never held. */
export async function showBrake(app: App): Promise<BrakeView> {
  const [brake, trusted] = [await selectBrake(app), await selectTrusted(app)];
  const accounts = await readAccounts(
    app,
    trusted.map((row) => row.accountId),
  );
  return {
    ...brake,
    trusted: trusted.flatMap(({ accountId, byName, at }) => {
      const account = accounts.get(accountId);
      if (!account) return [];
      const name = account.displayName ?? account.handle ?? account.externalId;
      return [{ accountId, name, network: account.network, byName, at: at.toISOString() }];
    }),
  };
}

export async function changeBrake(app: App, actor: Actor, brake: Brake): Promise<BrakeView> {
  await app.db.transaction(async () => {
    const before = await selectBrake(app);
    await saveBrake(app, brake);
    await audit(app, actor, {
      action: 'inbox.flood.limits',
      subject: 'floods',
      detail: { before, after: brake },
    });
  });
  return showBrake(app);
}

/** From now on this sender can be held again. Throws `flood.not_trusted`. */
export async function distrust(app: App, actor: Actor, accountId: string): Promise<void> {
  await app.db.transaction(async () => {
    if (!(await deleteTrusted(app, [accountId]))) throw floodErrors('flood.not_trusted');
    await audit(app, actor, { action: 'inbox.flood.distrusted', subject: accountId });
  });
}

/** Accounts that are gone need no trust. */
export async function forgetTrusted(app: App): Promise<void> {
  const ids = (await selectTrusted(app)).map((row) => row.accountId);
  const known = await readAccounts(app, ids);
  await deleteTrusted(
    app,
    ids.filter((id) => !known.has(id)),
  );
}
