import { createServer } from 'node:http';
import { once } from 'node:events';
import { createPublicKey, verify } from 'node:crypto';
import { after, describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { systemActor } from '#platform/app/index.ts';
import { newSecret } from '#platform/ids/index.ts';
import { addMember, addMemberPages, CLOSED, membersFeature, saveCommunity } from '#people/members/index.ts';
import { makeSubscriber } from '../../../test/helpers/push-service.ts';
import { createTestServer } from '../../../test/helpers/server.ts';
import { saveChoices } from './choices/choices.ts';
import {
  addNotificationPages,
  type NoticeKind,
  noticeKindsPort,
  notificationsFeature,
  tell,
} from './index.ts';
import { areUsable, encryptPush, makeVapidKeys, MOST_BYTES, vapidHeader } from './push/web-push.ts';

/** RFC 8291, appendix A. */
const RFC = {
  text: 'When I grow up, I want to be a watermelon',
  privateKey: 'yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw',
  p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
  auth: 'BTBZMqHH6r4Tts7J_aSIgg',
  salt: 'DGv6ra1nlYgDCS1FRnbzlw',
  result:
    'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
};
const bytes = (text: string) => Buffer.from(text, 'base64url');

const answers = new Map<string, number>();
const received: { path: string; headers: Record<string, unknown>; body: Buffer }[] = [];
const service = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    received.push({ path: request.url!, headers: request.headers, body: Buffer.concat(parts) });
    response.writeHead(answers.get(request.url!) ?? 201).end();
  });
});
service.listen(0, '127.0.0.1');
await once(service, 'listening');
const address = service.address();
const port = typeof address === 'object' && address ? address.port : 0;
const test = await createTestServer(
  [membersFeature, notificationsFeature],
  { allowOutward: new Set([`127.0.0.1:${port}`]) },
  async (app, server) => {
    await addMemberPages(app, server);
    await addNotificationPages(app, server);
  },
);
const { app } = test;
after(async () => {
  await test.close();
  service.close();
});
const words = { label: 'News', line: ({ title }: { title: string }) => `News of ${title}` };
const kind: NoticeKind = {
  kind: 'test.news',
  words: { en: words, de: words },
  defaults: { page: true, mail: 'off' },
};
app.provide(noticeKindsPort, [kind]);
await saveCommunity(app, systemActor, { ...CLOSED, isOpen: true, name: 'Lumora' });
const SETTINGS = '/community/me/notifications/settings';
const DEVICES = '/community/me/notifications/devices';
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const push = () => notificationsFeature.jobs!(app)['notifications.push']!({}, new AbortController().signal);

async function joined(handle: string) {
  const member = await app.db.transaction(() =>
    addMember(app, { handle, displayName: handle, language: 'en' }, {}),
  );
  const token = newSecret();
  await app.db.query(
    `insert into member_sessions (id, member_id, token_hash, way, expires_at) values ($1, $2, $3, 'mail', now() + interval '1 day')`,
    [`mses_${handle}`, member.id, app.secrets.hash(token)],
  );
  const browser = test.browser();
  browser.jar.set('rapport_member', token);
  return Object.assign(browser, { member });
}
type Joined = Awaited<ReturnType<typeof joined>>;
async function send(by: Joined, fields: Record<string, string>): Promise<number> {
  const proof = /data-proof="([^"]+)"/.exec(String((await by.get(SETTINGS)).body))?.[1] ?? '';
  return (await by.post(DEVICES, new URLSearchParams({ proof, ...fields }).toString(), FORM)).status;
}
/** As the test's service speaks no TLS, its address is put in by hand. */
async function subscribed(by: Joined, path: string) {
  const browser = makeSubscriber();
  assert.equal(await send(by, { act: 'add', endpoint: `https://push.example${path}`, ...browser.keys }), 204);
  await app.db.query('update notification_devices set endpoint = $1 where endpoint = $2', [
    `http://127.0.0.1:${port}${path}`,
    `https://push.example${path}`,
  ]);
  await saveChoices(app, by.member, new Map([['test.news', { page: true, mail: 'off', push: true }]]));
  return browser;
}
let count = 0;
const happens = (to: Joined) =>
  tell(app, {
    to: [to.member.id],
    kind: 'test.news',
    key: `k${++count}`,
    about: { title: `thing ${count}`, path: '/community' },
  });
const at = (path: string) => received.filter((one) => one.path === path);
const devicesOf = async ({ member }: Joined) =>
  (await app.db.query('select 1 from notification_devices where member_id = $1', [member.id])).length;

describe('what is pushed', () => {
  it('reaches the browsers of its member once, sealed, and not before he wants it', async () => {
    const [maya, bob] = [await joined('maya'), await joined('bob')];
    await happens(maya);
    await push();
    const browser = await subscribed(maya, '/maya');
    await happens(maya);
    await happens(bob);
    await Promise.all([push(), push(), push()]);
    const [message, ...more] = at('/maya');
    assert.equal(more.length, 0);
    const { title, body, url } = JSON.parse(browser.read(message!.body));
    assert.deepEqual([title, body], ['Lumora', 'News of thing 2']);
    assert.match(url, /^\/community\/me\/notifications\/ntf_/);
    assert.equal(message!.headers['content-encoding'], 'aes128gcm');
    assert.match(String(message!.headers['authorization']), /^vapid t=/);
    assert.equal(received.length, 1);
  });

  it('ends with the session, when the browser is given up, and when its member says so', async () => {
    const [one, two, three] = [await joined('one1'), await joined('two2'), await joined('three3')];
    for (const [by, path] of [
      [one, '/one'],
      [two, '/two'],
      [three, '/three'],
    ] as const)
      await subscribed(by, path);
    await app.db.query('delete from member_sessions where member_id = $1', [one.member.id]);
    answers.set('/two', 410);
    assert.equal(await send(three, { act: 'remove' }), 204);
    for (const by of [one, two, three]) await happens(by);
    await push();
    assert.deepEqual([at('/one').length, at('/two').length, at('/three').length], [0, 1, 0]);
    for (const by of [one, two, three]) assert.equal(await devicesOf(by), 0);
  });

  it('takes no address that is none, no foreign form, and forgets nothing when a service is down', async () => {
    const odd = await joined('odd1');
    const { keys } = makeSubscriber();
    for (const endpoint of [
      '',
      'http://push.example/x',
      'javascript:alert(1)',
      `https://push.example/${'x'.repeat(1000)}`,
    ])
      assert.equal(await send(odd, { act: 'add', endpoint, ...keys }), 400);
    assert.equal(
      await send(odd, { act: 'add', endpoint: 'https://push.example/x', p256dh: keys.auth, auth: keys.auth }),
      400,
    );
    const fields = { proof: 'forged', act: 'add', endpoint: 'https://push.example/x', ...keys };
    assert.equal((await odd.post(DEVICES, new URLSearchParams(fields).toString(), FORM)).status, 403);
    await subscribed(odd, '/down');
    answers.set('/down', 503);
    await happens(odd);
    await push();
    assert.deepEqual([at('/down').length, await devicesOf(odd)], [1, 1]);
    for (let n = 0; n < 12; n++) await subscribed(odd, `/many${n}`);
    assert.equal(await devicesOf(odd), 10);
  });

  it('is asked for by a page whose policy lets only its own worker begin', async () => {
    const reader = await joined('reader1');
    const page = await reader.get(SETTINGS);
    const policy = String(page.headers['content-security-policy']);
    assert.match(policy, /worker-src \S+\/community\/notifications-worker\.js(;|$)/);
    for (const path of [
      '/community/notifications-worker.js',
      '/community/push.js',
      '/community/notifications.js',
    ]) {
      const script = await test.browser().get(path);
      assert.deepEqual(
        [script.status, script.headers['content-type']],
        [200, 'text/javascript; charset=utf-8'],
      );
      assert.doesNotThrow(() => new Function(String(script.body)));
    }
    const choose = async (fields: Record<string, string>) => {
      const proof = /name="proof" value="([^"]+)"/.exec(String((await reader.get(SETTINGS)).body))![1]!;
      return reader.post(SETTINGS, new URLSearchParams({ proof, ...fields }).toString(), FORM);
    };
    const saved = await choose({ act: 'save', 'test.news.page': 'on', 'test.news.mail': 'weekly' });
    assert.equal(saved.headers['location'], `${SETTINGS}?done=saved`);
    assert.match(String((await reader.get(SETTINGS)).body), /value="weekly" selected/);
    await choose({ act: 'no-mails' });
    assert.match(String((await reader.get(SETTINGS)).body), /value="off" selected/);
    const stale = await reader.post(SETTINGS, new URLSearchParams({ proof: 'x' }).toString(), FORM);
    assert.match(String(stale.body), /form was too old/);
  });
});

describe('a pushed message', () => {
  it('is sealed as the example of RFC 8291, and only its browser can read it', () => {
    const fixed = { salt: bytes(RFC.salt), privateKey: bytes(RFC.privateKey) };
    assert.equal(encryptPush(Buffer.from(RFC.text), RFC, fixed).toString('base64url'), RFC.result);
    const browser = makeSubscriber();
    for (const text of ['', 'ä😀', 'x'.repeat(MOST_BYTES)])
      assert.equal(browser.read(encryptPush(Buffer.from(text), browser.keys)), text);
    const [one, two] = [1, 2].map(() => encryptPush(Buffer.from('same'), browser.keys));
    assert.notDeepEqual(one, two);
    assert.throws(() => encryptPush(Buffer.alloc(MOST_BYTES + 1), browser.keys), RangeError);
    assert.throws(() => makeSubscriber().read(encryptPush(Buffer.from('x'), browser.keys)));
  });

  it('goes to keys that are on the curve, and to no others', () => {
    assert.ok(areUsable(RFC));
    const off = bytes(RFC.p256dh);
    off[64] = off[64]! ^ 1;
    const broken = [
      { ...RFC, auth: 'short' },
      { ...RFC, p256dh: '' },
      { ...RFC, p256dh: off.toString('base64url') },
      { ...RFC, p256dh: bytes(RFC.p256dh).subarray(1).toString('base64url') },
    ];
    for (const keys of broken) assert.equal(areUsable(keys), false);
  });

  it('says who sends it so that the push service can check it (RFC 8292)', () => {
    const keys = makeVapidKeys();
    const at = new Date('2026-11-23T12:00:00Z');
    const header = vapidHeader('https://push.example/send/abc?x=1', keys, {
      subject: 'https://us.example',
      at,
    });
    const [, token, key] = /^vapid t=([^,]+), k=(.+)$/.exec(header)!;
    const [head, claims, proof] = token!.split('.');
    assert.deepEqual(JSON.parse(bytes(claims!).toString()), {
      aud: 'https://push.example',
      exp: at.getTime() / 1000 + 43_200,
      sub: 'https://us.example',
    });
    const point = bytes(key!);
    const jwk = {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    };
    const check = createPublicKey({ format: 'jwk', key: jwk });
    assert.ok(
      verify(
        'sha256',
        Buffer.from(`${head}.${claims}`),
        { key: check, dsaEncoding: 'ieee-p1363' },
        bytes(proof!),
      ),
    );
  });
});
