import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, beforeEach, describe, it } from 'node:test';
import * as fc from 'fast-check';
import { AppError } from '#platform/errors/index.ts';
import { createLogger } from '#platform/log/index.ts';
import { createOutward } from '#platform/outward/index.ts';
import { enter, type Mailbox, mailboxOf, mailboxSettings, nextTokens } from './index.ts';
import { anyText } from '../../../test/helpers/texts.ts';

/** A provider that says what it is told to, and notes what it was asked. */
let answers: ((form: URLSearchParams) => { status?: number; headers?: object; body: string | Buffer })[] = [];
const asked: { path: string; form: URLSearchParams }[] = [];
const server = createServer(async (request, response) => {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  asked.push({ path: request.url ?? '', form: new URLSearchParams(text) });
  const next = answers.length > 1 ? answers.shift()! : answers[0]!;
  const { status = 200, headers = {}, body } = next(asked.at(-1)!.form);
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
});
// A connection that the server gives up on a busy machine is another story.
server.keepAliveTimeout = 0;
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
const outward = createOutward({ allow: new Set([host]), log: createLogger('silent') });
after(async () => {
  server.closeAllConnections();
  await Promise.all([outward.close(), new Promise((resolve) => server.close(resolve))]);
});
beforeEach(() => void asked.splice(0));

const settings = mailboxSettings.parse({
  imapHost: 'imap.shop.example',
  smtpHost: 'smtp.shop.example',
  oauth: { clientId: 'us', tokenUrl: `http://${host}/token` },
});
const held = { accessToken: 'old', expiresAt: 0, refreshToken: 'first' };
const says = (body: unknown, status = 200) => ({ status, body: JSON.stringify(body) });
const renew = () => nextTokens(outward, settings.oauth!, 'secret', held);
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => assert.fail('it should have failed'),
    (error: unknown) => error as AppError,
  );

describe('what a provider answers when it is asked for a token', () => {
  it('is a token however odd the rest is: the one before it may be used up already', async () => {
    const odd: object[] = [
      { refresh_token: null, expires_in: null, error: null, error_description: null },
      { refresh_token: '', expires_in: '', error: 5 },
      { refresh_token: 7, expires_in: 'soon', scope: ['a'] },
      { refresh_token: { toString: 1 }, expires_in: { valueOf: 1, toString: 1 } },
      { refresh_token: 'x'.repeat(20_001), expires_in: -1 },
      { expires_in: 0, token_type: null, error_description: {} },
      JSON.parse('{"__proto__":{"refresh_token":"stolen"},"expires_in":true}'),
    ];
    for (const more of odd) {
      answers = [() => says({ ...more, access_token: 'new' })];
      const { accessToken, expiresAt, refreshToken } = await renew();
      assert.deepEqual([accessToken, refreshToken], ['new', 'first'], JSON.stringify(more).slice(0, 80));
      assert.ok(expiresAt > Date.now() && expiresAt < Date.now() + 3_600_001);
    }
    answers = [() => says({ access_token: 'new', refresh_token: 'second', expires_in: '600' })];
    assert.equal((await renew()).refreshToken, 'second');
  });

  it('can be kept and read again, for whatever time it says it is good', async () => {
    for (const expires of ['1e306', '1e400', '9007199254740993', '0.5', '"1e300"']) {
      answers = [() => ({ body: `{"access_token":"new","expires_in":${expires}}` })];
      const kept: Mailbox = {
        settings,
        address: 'help@shop.example',
        password: 'secret',
        tokenKey: 'k',
        tokens: await renew(),
      };
      const again = mailboxOf({ credentials: JSON.parse(JSON.stringify(kept)) });
      assert.deepEqual(again.tokens, kept.tokens, expires);
      assert.ok(!Number.isNaN(new Date(again.tokens!.expiresAt).getTime()), expires);
    }
  });

  it('that is no answer is asked for again later, and is no reason to send people to sign in', async () => {
    const bodies: [number, string | Buffer][] = [
      [200, ''],
      [200, '<html>Sign in to the hotel network</html>'],
      [200, '[]'],
      [200, 'null'],
      [200, '"token"'],
      [200, '{"access_token":""}'],
      [200, '{"access_token":{"a":1}}'],
      [200, JSON.stringify({ access_token: 'x'.repeat(20_001) })],
      [200, `${'['.repeat(50_000)}`],
      [200, Buffer.from([0xff, 0xfe, 0x00])],
      [200, '{"error":"invalid_grant"}'],
      [201, '{"access_token":"new"}'],
      [400, '{}'],
      [401, 'Proxy login'],
      [403, '{"error":["invalid_grant"]}'],
      [400, '{"error":"temporarily_unavailable"}'],
      [400, '{"error":"slow_down"}'],
      [429, '{"error":"invalid_grant"}'],
      [500, '{"error":"invalid_grant"}'],
      [503, '{"error":"invalid_client"}'],
    ];
    for (const [status, body] of bodies) {
      answers = [() => ({ status, body })];
      const { code } = await failure(renew());
      assert.equal(code, 'mail.token_failed', `${status} ${String(body).slice(0, 60)}`);
    }
    answers = [() => ({ body: Buffer.alloc(300_000, 0x20) })];
    assert.notEqual((await failure(renew())).code, 'mail.grant_refused', 'too much to read');
  });

  it('sends the secret nowhere else', async () => {
    for (const status of [301, 302, 303, 307, 308]) {
      answers = [() => ({ status, headers: { location: `http://${host}/elsewhere` }, body: '' })];
      assert.equal((await failure(renew())).code, 'mail.token_failed', String(status));
    }
    assert.ok(asked.every(({ path }) => path === '/token'));
    assert.ok(asked.every(({ form }) => form.get('client_secret') === 'secret'));
  });

  it('is told in words that can be shown and stored, whatever the provider wrote', async () => {
    const words = anyText({ maxLength: 400 });
    await fc.assert(
      fc.asyncProperty(words, async (description) => {
        answers = [() => says({ error: 'invalid_grant', error_description: description }, 400)];
        const { code, message } = await failure(renew());
        assert.equal(code, 'mail.grant_refused');
        assert.ok(message.length < 500 && message.isWellFormed() && !/\p{Cc}|\u202e/u.test(message));
      }),
      { numRuns: 60 },
    );
    for (const description of [5, null, ['x'], { a: 1 }]) {
      answers = [() => says({ error: 'invalid_grant', error_description: description }, 400)];
      assert.equal((await failure(renew())).code, 'mail.grant_refused', JSON.stringify(description));
    }
    answers = [() => says({ error: 'x\u0000\u202e', error_description: '😀'.repeat(200) }, 401)];
    assert.match((await failure(renew())).message, /^The provider does not let the mailbox in \(x 😀/);
  });
});

/** What processes share: the credentials, and that one at a time renews them. */
function desk(tokens: Mailbox['tokens'] = held) {
  const shared = {
    stored: { settings, address: 'help@shop.example', password: 'secret', tokenKey: 'k', tokens } as unknown,
    turn: Promise.resolve() as Promise<unknown>,
    refused: [] as string[],
  };
  const process = () => {
    const account = {
      credentials: shared.stored,
      renewCredentials(change: (stored: unknown) => Promise<unknown>) {
        const mine = shared.turn.then(async () => (shared.stored = await change(shared.stored)));
        shared.turn = mine.catch(() => undefined);
        return mine.then((fresh) => (account.credentials = fresh));
      },
      reportRefused: async (problem: string) => void shared.refused.push(problem),
    };
    return account;
  };
  return { shared, process };
}
/** Refresh tokens count once, as Microsoft and others have it. */
const rotating = () => {
  let number = 0;
  let good = 'first';
  return (form: URLSearchParams) => {
    if (form.get('refresh_token') !== good) return says({ error: 'invalid_grant' }, 400);
    good = `refresh-${++number}`;
    return says({ access_token: `access-${number}`, refresh_token: good, expires_in: 3600 });
  };
};
const tokenOf = async ({ tokens }: Mailbox) => tokens!.accessToken;
const notTaken = () => Object.assign(new Error('no'), { authenticationFailed: true });

describe('processes that enter one mailbox at once', () => {
  it('renew a token once, though each of them still has the old one', async () => {
    answers = [rotating()];
    const { shared, process } = desk();
    const all = Array.from({ length: 6 }, process);
    const entered = await Promise.all(all.map((account) => enter(account, outward, tokenOf)));
    assert.deepEqual(new Set(entered), new Set(['access-1']));
    assert.deepEqual([asked.length, shared.refused], [1, []]);
  });

  it('renew it once as well where the server took the old one from none of them', async () => {
    answers = [rotating()];
    const { shared, process } = desk({ ...held, expiresAt: Date.now() + 3_600_000 });
    const uses: string[] = [];
    const use = async (mailbox: Mailbox) => {
      uses.push(await tokenOf(mailbox));
      if (uses.at(-1) === 'old') throw notTaken();
      return uses.at(-1);
    };
    const entered = await Promise.all(Array.from({ length: 5 }, () => enter(process(), outward, use)));
    assert.deepEqual(entered, Array(5).fill('access-1'));
    assert.deepEqual([asked.length, uses.length, shared.refused], [1, 10, []]);
  });

  it('lose nothing when the provider fails one of them, and the next goes on from there', async () => {
    answers = [() => ({ status: 503, body: '' }), rotating()];
    const { shared, process } = desk();
    const before = JSON.stringify(shared.stored);
    const first = enter(process(), outward, async () => {
      assert.equal(JSON.stringify(shared.stored), before);
    });
    const second = enter(process(), outward, tokenOf);
    assert.equal((await failure(first)).code, 'mail.token_failed');
    assert.equal(await second, 'access-1');
    assert.deepEqual(shared.refused, []);
  });

  it('all tell of a lost grant, use nothing, and go on by themselves once somebody signed in again', async () => {
    answers = [() => says({ error: 'invalid_grant' }, 400)];
    const { shared, process } = desk();
    const never = async () => assert.fail('it was used');
    const all = [process(), process()];
    for (const error of await Promise.all(all.map((one) => failure(enter(one, outward, never)))))
      assert.equal(error.code, 'mail.grant_refused');
    assert.equal(shared.refused.length, 2);
    shared.stored = desk({ ...held, accessToken: 'anew', expiresAt: Date.now() + 3_600_000 }).shared.stored;
    assert.equal(await enter(all[0]!, outward, tokenOf), 'anew', 'what is stored counts, not what it had');
    assert.equal(asked.length, 2, 'the provider was not asked again');
  });

  it('try once more and then say so, where no token is taken; the account is not called lost', async () => {
    answers = [rotating()];
    const { shared, process } = desk({ ...held, expiresAt: Date.now() + 3_600_000 });
    const uses: string[] = [];
    const use = async (mailbox: Mailbox) => {
      uses.push(await tokenOf(mailbox));
      throw notTaken();
    };
    await assert.rejects(enter(process(), outward, use), { authenticationFailed: true });
    assert.deepEqual([uses, shared.refused], [['old', 'access-1'], []]);
    const other = enter(process(), outward, async () => Promise.reject(new Error('the line broke')));
    await assert.rejects(other, /the line broke/);
    assert.equal(asked.length, 1, 'what is no matter of tokens asks for none');
  });

  it('ask once each for tokens that end at once, without going round in circles', async () => {
    let count = 0;
    answers = [() => says({ access_token: `short-${++count}`, expires_in: 1 })];
    const { process } = desk();
    for (const expected of ['short-1', 'short-2'])
      assert.equal(await enter(process(), outward, tokenOf), expected);
  });
});
