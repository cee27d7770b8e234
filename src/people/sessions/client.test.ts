import { after, test } from 'node:test';
import assert from 'node:assert/strict';
import { passkeyClient } from '@better-auth/passkey/client';
import { createAuthClient } from 'better-auth/client';
import { magicLinkClient, twoFactorClient } from 'better-auth/client/plugins';
import type { Browser } from '../../../test/helpers/browser.ts';
import { createTestServer, TEST_ORIGIN, TEST_PASSWORD } from '../../../test/helpers/server.ts';
import { startSmtp } from '../../../test/helpers/smtp.ts';
import { totpCode } from '../../../test/helpers/totp.ts';
import { sessionsFeature } from './index.ts';

const smtp = await startSmtp();
const rapport = await createTestServer([sessionsFeature], { smtpUrl: smtp.url });
after(async () => {
  await rapport.close();
  await smtp.close();
});

/** The library's own client, as the console uses it, in this browser. */
function clientIn(browser: Browser) {
  return createAuthClient({
    baseURL: TEST_ORIGIN,
    basePath: '/api/auth',
    plugins: [twoFactorClient(), magicLinkClient(), passkeyClient()],
    fetchOptions: {
      customFetchImpl: async (input, init) => {
        const request = new Request(input, init);
        const { pathname, search } = new URL(request.url);
        const body =
          request.method === 'GET' ? undefined : (JSON.parse((await request.text()) || '{}') as object);
        const method = request.method === 'GET' ? 'GET' : 'POST';
        const answer = await browser.send(method, pathname + search, body);
        return new Response(JSON.stringify(answer.body), {
          status: answer.status,
          headers: {
            'content-type': 'application/json',
            ...(answer.headers['retry-after']
              ? { 'retry-after': String(answer.headers['retry-after']) }
              : {}),
          },
        });
      },
    },
  });
}

test('signs in, knows who it is, and signs out', async () => {
  await rapport.staff('agent', 'client@staff.example');
  const client = clientIn(rapport.browser());
  const wrong = await client.signIn.email({ email: 'client@staff.example', password: 'wrong wrong wrong' });
  assert.deepEqual([wrong.error?.status, wrong.error?.code], [401, 'INVALID_EMAIL_OR_PASSWORD']);
  const entered = await client.signIn.email({ email: 'client@staff.example', password: TEST_PASSWORD });
  assert.equal(entered.data?.user.email, 'client@staff.example');
  assert.equal((await client.getSession()).data?.user.name, 'The agent');
  assert.equal((await client.signOut()).data?.success, true);
  assert.equal((await client.getSession()).data, null);
});

test('sets up the second factor and is asked for it', async () => {
  await rapport.staff('agent', 'client-totp@staff.example');
  const client = clientIn(rapport.browser());
  const proof = { email: 'client-totp@staff.example', password: TEST_PASSWORD };
  await client.signIn.email(proof);
  const set = await client.twoFactor.enable({ password: TEST_PASSWORD });
  assert.ok(set.data && 'totpURI' in set.data, JSON.stringify(set.error));
  const { totpURI } = set.data as { totpURI: string };
  assert.equal(new URL(totpURI).searchParams.get('issuer'), 'Rapport');
  assert.equal((await client.twoFactor.verifyTotp({ code: totpCode(totpURI) })).error, null);

  const other = clientIn(rapport.browser());
  const challenged = await other.signIn.email(proof);
  assert.equal((challenged.data as { twoFactorRedirect?: boolean } | null)?.twoFactorRedirect, true);
  assert.equal((await other.getSession()).data, null);
  assert.equal(
    (await other.twoFactor.verifyTotp({ code: totpCode(totpURI), trustDevice: true })).error,
    null,
  );
  assert.equal((await other.getSession()).data?.user.email, proof.email);

  await other.signOut();
  await other.signIn.email(proof);
  assert.ok((await other.getSession()).data, 'a trusted browser is not asked again');
  const changed = await client.changePassword({
    currentPassword: TEST_PASSWORD,
    newPassword: 'nine loud badgers',
  });
  assert.equal(changed.error, null);
  const afterwards = await other.signIn.email({ ...proof, password: 'nine loud badgers' });
  assert.equal(
    (afterwards.data as { twoFactorRedirect?: boolean } | null)?.twoFactorRedirect,
    true,
    'a new password ends the trust',
  );
});

test('reads our refusals as its own: code, words and the time to wait', async () => {
  await rapport.staff('agent', 'client-limit@staff.example');
  const client = clientIn(rapport.browser());
  for (let i = 0; i < 10; i++)
    await client.signIn.email({ email: 'client-limit@staff.example', password: `wrong ${i}` });
  let waited: string | null | undefined;
  const refused = await client.signIn.email(
    { email: 'client-limit@staff.example', password: TEST_PASSWORD },
    { onError: (context) => void (waited = context.response.headers.get('retry-after')) },
  );
  assert.equal(refused.error?.status, 429);
  assert.equal(refused.error?.code, 'sign_in.too_many_for_account');
  assert.match(refused.error?.message ?? '', /Too many attempts for this account/);
  assert.ok(Number(waited) > 0);
  const weak = rapport.browser();
  await rapport.staff('agent', 'client-weak@staff.example');
  const other = clientIn(weak);
  await other.signIn.email({ email: 'client-weak@staff.example', password: TEST_PASSWORD });
  const change = await other.changePassword({ currentPassword: TEST_PASSWORD, newPassword: '1234567890' });
  assert.match(change.error?.message ?? '', /run of neighbouring keys/);
});

test('asks for a link by mail and lists passkeys', async () => {
  const person = await rapport.staff('agent', 'client-mail@staff.example');
  const asked = await clientIn(rapport.browser()).signIn.magicLink({
    email: 'client-mail@staff.example',
    callbackURL: '/inbox',
  });
  assert.equal(asked.data?.status, true);
  await smtp.mailTo('client-mail@staff.example');
  const keys = await person.get('/api/auth/passkey/list-user-passkeys');
  assert.deepEqual(keys.body, []);
});
