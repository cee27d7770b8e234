import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, describe, it } from 'node:test';
import { SMTPServer } from 'smtp-server';
import { createLogger } from '#platform/log/index.ts';
import { createOutward } from '#platform/outward/index.ts';
import { startTokenServer } from '../../../test/helpers/token-server.ts';
import {
  authorizeAddress,
  enter,
  firstTokens,
  type Mailbox,
  mailboxSettings,
  nextTokens,
  openSmtp,
  type OauthTokens,
  smtpPlace,
} from './index.ts';

const provider = await startTokenServer();
const outward = createOutward({ allow: new Set([provider.host]), log: createLogger('silent') });
after(() => Promise.all([provider.close(), outward.close()]));
const { clientId, secret, tokenUrl, authorizeUrl } = provider;
const settings = mailboxSettings.parse({
  imapHost: 'imap.shop.example',
  smtpHost: 'smtp.shop.example',
  oauth: { clientId, tokenUrl, authorizeUrl, scope: 'mail offline' },
});
const oauth = settings.oauth!;
const verifier = 'v'.repeat(43);
const redirectUri = 'https://care.shop.example/settings/accounts';

async function signIn(): Promise<OauthTokens> {
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const url = authorizeAddress(oauth, { redirectUri, state: 's', challenge, user: 'help@shop.example' })!;
  assert.match(url, /authorize\?prompt=consent&response_type=code&.*scope=mail\+offline/);
  const { state, code } = await provider.visit(url);
  assert.equal(state, 's');
  return firstTokens(outward, oauth, secret, { code, verifier, redirectUri });
}

/** A connected mailbox; what is kept of it is changed by one at a time. */
function accountOf(tokens: OauthTokens) {
  const refused: string[] = [];
  const kept: Mailbox = { settings, address: 'help@shop.example', password: secret, tokenKey: 'k', tokens };
  const account = {
    credentials: kept as unknown,
    async renewCredentials(renew: (stored: unknown) => Promise<unknown>) {
      return (account.credentials = await renew(account.credentials));
    },
    reportRefused: async (problem: string) => void refused.push(problem),
  };
  return { account, refused };
}
const notTaken = () => Object.assign(new Error('no'), { authenticationFailed: true });

describe('tokens of a mailbox', () => {
  it('come for a code and the proof that it was asked for here, and are renewed', async () => {
    const tokens = await signIn();
    assert.ok(tokens.expiresAt > Date.now() + 3_000_000 && tokens.refreshToken);
    const next = await nextTokens(outward, oauth, secret, tokens);
    assert.notEqual(next.accessToken, tokens.accessToken);
    assert.notEqual(next.refreshToken, tokens.refreshToken);
    const again = nextTokens(outward, oauth, secret, tokens);
    await assert.rejects(again, { code: 'mail.grant_refused', message: /it was taken back.*Sign in again/ });
    await assert.rejects(nextTokens(outward, oauth, 'wrong', next), /invalid_client/);
    const wrong = firstTokens(outward, oauth, secret, { code: 'x', verifier, redirectUri });
    await assert.rejects(wrong, { code: 'mail.grant_refused' });
    await assert.rejects(firstTokens(outward, oauth, secret, undefined), { code: 'mail.grant_refused' });
  });

  it('come without anybody where the program itself may enter', async () => {
    const tokens = await firstTokens(outward, { ...oauth, grant: 'client' }, secret, undefined);
    assert.equal(tokens.refreshToken, null);
    assert.ok((await nextTokens(outward, { ...oauth, grant: 'client' }, secret, tokens)).accessToken);
  });

  it('are asked for only at addresses that are safe', () => {
    for (const bad of [
      'http://login.example/token',
      'ftp://x/y',
      'http://127.0.0.1.evil.example/',
      'javascript:x',
    ])
      assert.equal(
        mailboxSettings.safeParse({ ...settings, oauth: { ...oauth, tokenUrl: bad } }).success,
        false,
        bad,
      );
  });
});

describe('a mailbox with tokens', () => {
  it('is entered with one that holds: renewed before its end, and when it is not taken', async () => {
    const { account, refused } = accountOf({ ...(await signIn()), expiresAt: Date.now() + 30_000 });
    const first = await enter(account, outward, async ({ tokens }) => tokens!.accessToken);
    assert.equal(await enter(account, outward, async ({ tokens }) => tokens!.accessToken), first);
    const used: string[] = [];
    await enter(account, outward, async ({ tokens }) => {
      used.push(tokens!.accessToken);
      if (used.length === 1) throw notTaken();
    });
    assert.equal(used[0], first);
    assert.notEqual(used[1], first);
    assert.deepEqual(refused, []);
  });

  it('waits while the provider is away, and is in trouble only when what was allowed is taken back', async () => {
    const { account, refused } = accountOf({ ...(await signIn()), expiresAt: 0 });
    const before = account.credentials;
    provider.fail(1);
    const use = () => enter(account, outward, async () => 'in');
    await assert.rejects(use(), { code: 'mail.token_failed' });
    assert.deepEqual([account.credentials, refused], [before, []], 'nothing is lost');
    assert.equal(await use(), 'in');
    provider.revoke();
    const ended = accountOf({ ...(await signIn()), expiresAt: 0 });
    provider.revoke();
    await assert.rejects(
      enter(ended.account, outward, async () => 'in'),
      { code: 'mail.grant_refused' },
    );
    assert.match(
      ended.refused.join(),
      /^The provider does not let .*Sign in again under Settings, Accounts\.$/,
    );
  });

  it('sends with it (XOAUTH2), and with a password of its own where the server for outgoing mail has one', async () => {
    const seen: string[] = [];
    const server = new SMTPServer({
      authMethods: ['XOAUTH2', 'PLAIN'],
      allowInsecureAuth: true,
      disabledCommands: ['STARTTLS'],
      onAuth({ method, username, accessToken, password }, _session, done) {
        seen.push(`${method} ${username} ${accessToken ?? password}`);
        if (accessToken === 'old') done(new Error('expired'));
        else done(null, { user: username! });
      },
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.server.address() as { port: number };
    const open = createOutward({ allow: new Set([`127.0.0.1:${port}`]), log: createLogger('silent') });
    const at = { ...settings, smtpHost: '127.0.0.1', smtpPort: port, smtpSecurity: 'none' as const };
    const box = (more: object, accessToken: string): Mailbox => ({
      settings: { ...at, ...more },
      address: 'help@shop.example',
      password: secret,
      tokenKey: 'k',
      tokens: { accessToken, expiresAt: 0, refreshToken: null },
    });
    try {
      await (await openSmtp(open, smtpPlace(box({}, 'good')))).verify();
      await (await openSmtp(open, smtpPlace(box({ smtpPassword: 'own' }, 'good')))).verify();
      await assert.rejects((await openSmtp(open, smtpPlace(box({}, 'old')))).verify(), {
        code: 'mail.smtp_failed',
      });
      assert.deepEqual(seen.slice(0, 3), [
        'XOAUTH2 help@shop.example good',
        'PLAIN help@shop.example own',
        'XOAUTH2 help@shop.example old',
      ]);
    } finally {
      await open.close();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    }
  });
});
