import type { App } from '#platform/app/index.ts';
import { newSecret } from '#platform/ids/index.ts';
import type { Browser } from '../../../../test/helpers/browser.ts';

/** Signs a member in without a page: the browser has his cookie from now on. */
export async function signInMember(app: App, browser: Browser, memberId: string): Promise<void> {
  const token = newSecret();
  await app.db.query(
    `insert into member_sessions (id, member_id, token_hash, way, expires_at) values ($1, $2, $3, 'mail', now() + interval '1 day')`,
    [memberId.replace('mem_', 'mses_'), memberId, app.secrets.hash(token)],
  );
  browser.jar.set('rapport_member', token);
}
