import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newSecret } from '#platform/ids/index.ts';
import { wrongScope } from '../domain/permissions.ts';
import { sessionErrors } from '../errors.ts';
import { deleteToken, insertToken, isPast, listTokens, type TokenRow } from '../store/index.ts';
import { accessCache, accessChanged, permissionsPort } from './access-cache.ts';
import { refuseTokens } from './people-only.ts';

export const readTokens = (app: App, actor: Actor): Promise<TokenRow[]> => listTokens(app, actor.id);

/** Makes a personal token; its text is in the answer and nowhere else. */
export async function createToken(
  app: App,
  actor: Actor,
  input: { name: string; scopes: string[]; expiresAt: Date | null },
): Promise<TokenRow & { token: string }> {
  refuseTokens(actor);
  const wrong = wrongScope(
    input.scopes,
    accessCache(app).permissionsOf(actor.role),
    app.use(permissionsPort),
  );
  if (wrong)
    throw sessionErrors(wrong.isUnknown ? 'token.scope_unknown' : 'token.scope_not_held', {
      scope: wrong.scope,
    });
  if (input.expiresAt && (await isPast(app, input.expiresAt))) throw sessionErrors('token.expiry_past');
  const token = `rpt_${newSecret()}`;
  return app.db.transaction(async () => {
    const scopes = [...new Set(input.scopes)];
    const row = await insertToken(app, { ...input, scopes, userId: actor.id, hash: app.secrets.hash(token) });
    await audit(app, actor, { action: 'token.created', subject: row.id, detail: { name: row.name, scopes } });
    return { ...row, token };
  });
}

export async function endToken(app: App, actor: Actor, id: string): Promise<void> {
  refuseTokens(actor);
  await app.db.transaction(async () => {
    if (!(await deleteToken(app, actor.id, id))) throw sessionErrors('token.not_found');
    await audit(app, actor, { action: 'token.ended', subject: id });
    await accessChanged(app, actor.id);
  });
}
