import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { readAccounts } from '#people/accounts/index.ts';
import { floodErrors } from './errors.ts';
import type { TrustedView } from './schema.ts';
import { deleteTrusted, selectTrusted } from './trusted-store.ts';

const AT_ONCE = 500;

/** Who is never held. */
export async function listTrusted(
  app: App,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<{ items: TrustedView[]; nextCursor?: string }> {
  const rows = await selectTrusted(app, cursor ?? '', limit + 1);
  const page = rows.slice(0, limit);
  const accounts = await readAccounts(
    app,
    page.map((row) => row.accountId),
  );
  return {
    items: page.flatMap(({ accountId, byName, at }) => {
      const account = accounts.get(accountId);
      if (!account) return [];
      const name = account.displayName ?? account.handle ?? account.externalId;
      return [{ accountId, name, network: account.network, byName, at: at.toISOString() }];
    }),
    ...(rows.length > limit && { nextCursor: page.at(-1)!.accountId }),
  };
}

/** From now on this sender can be held again. Throws `flood.not_trusted`. */
export async function distrust(app: App, actor: Actor, accountId: string): Promise<void> {
  await app.db.transaction(async () => {
    if (!(await deleteTrusted(app, [accountId]))) throw floodErrors('flood.not_trusted');
    await audit(app, actor, { action: 'inbox.flood.distrusted', subject: accountId });
  });
}

/** Accounts that are gone need no trust. */
export async function forgetTrusted(app: App, atOnce = AT_ONCE): Promise<void> {
  for (let after: string | undefined = ''; after !== undefined;) {
    const ids: string[] = (await selectTrusted(app, after, atOnce)).map((row) => row.accountId);
    const known = await readAccounts(app, ids);
    await deleteTrusted(
      app,
      ids.filter((id) => !known.has(id)),
    );
    after = ids.length === atOnce ? ids.at(-1) : undefined;
  }
}
