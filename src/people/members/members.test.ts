import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createTestServer, type TestServer } from '../../../test/helpers/server.ts';
import type { Browser } from '../../../test/helpers/browser.ts';
import { brandFeature, saveBrand } from '#people/brand/index.ts';
import { systemActor } from '#platform/app/index.ts';
import { addMemberPages, CLOSED, membersFeature, memberOf } from './index.ts';
import { keepProof } from './service/arrive.ts';

let made: TestServer;

before(async () => {
  made = await createTestServer([membersFeature, brandFeature], {}, addMemberPages);
  await saveBrand(made.app, systemActor, {
    name: 'MobiTel',
    names: [],
    handles: ['mobitel.example'],
    hashtags: [],
    site: null,
  });
});
after(() => made.close());

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
let address = 0;

/** A browser of its own place in the world. */
const browser = () => made.browser({ address: `10.1.${Math.floor(++address / 250)}.${(address % 250) + 1}` });
const send = (from: Browser, path: string, fields: Record<string, string>, headers = {}) =>
  from.post(path, new URLSearchParams(fields).toString(), { ...FORM, ...headers });
const ticketFor = (mail: string, back = '/community/t/1') =>
  keepProof(made.app, { mail, isMailVerified: true }, back);

async function join(handle: string, mail = `${handle}@customer.example`) {
  const own = browser();
  const ticket = await ticketFor(mail);
  const answer = await send(own, '/community/enter', { ticket, handle, displayName: '' });
  return { own, answer, ticket };
}

test('is not there until an owner opens it', async () => {
  for (const path of ['/community/sign-in', '/community/join', '/community/enter?ticket=x'])
    assert.equal((await browser().get(path)).status, 404, path);
  const agent = await made.staff('agent');
  assert.equal((await agent.put('/api/v1/community/settings', CLOSED)).status, 403);
  const owner = await made.staff('owner');
  const { url: _url, ...settings } = (await owner.get('/api/v1/community/settings')).body;
  const opened = { ...settings, isOpen: true, name: 'MobiTel people', languages: ['en', 'de'] };
  assert.equal((await owner.put('/api/v1/community/settings', opened)).status, 204);
  assert.equal((await browser().get('/community/sign-in')).status, 200);
});

test('a mailed link lets somebody new choose a name, and signs in; the second press makes no second account', async () => {
  const own = browser();
  const asked = await send(own, '/community/join', { mail: 'ana@customer.example', back: '/community/t/7' });
  assert.deepEqual([asked.status, asked.headers['location']], [303, '/community/sign-in/sent']);
  const { own: ana, answer, ticket } = await join('ana', 'ana@customer.example');
  assert.deepEqual([answer.status, answer.headers['location']], [303, '/community/t/1']);
  const [cookie = ''] = answer.cookies;
  assert.match(cookie, /^rapport_member=[\w-]{43}; Path=\/; Max-Age=7776000; HttpOnly; SameSite=Lax$/);
  const again = await send(ana, '/community/enter', { ticket, handle: 'ana', displayName: '' });
  assert.equal(again.status, 303, 'harmless');
  const rows = await made.app.db.query<{ network: string; handle: string }>(
    `select a.network, a.handle from members m join accounts a on a.id = m.account_id where m.handle = 'ana'`,
  );
  assert.deepEqual(rows, [{ network: 'community', handle: 'ana' }]);
  const stored = JSON.stringify(await made.app.db.query('select * from member_sessions'));
  assert.ok(!stored.includes(cookie.slice(15, 58)), 'the token itself is nowhere');
});

test('nobody learns who has an account', async () => {
  const answers = await Promise.all(
    ['ana@customer.example', 'nobody@customer.example'].map((mail) =>
      send(browser(), '/community/sign-in', { mail, back: '/community' }),
    ),
  );
  const [known, unknown] = answers.map(({ status, body, headers: { location } }) => ({
    status,
    body,
    location,
  }));
  assert.deepEqual(known, unknown);
});

test('a link from elsewhere only asks; it signs nobody in, and no other site can press its button', async () => {
  const ticket = await ticketFor('ana@customer.example');
  const victim = browser();
  const looked = await victim.get(`/community/enter?ticket=${ticket}`);
  assert.deepEqual([looked.status, looked.cookies], [200, []]);
  assert.match(String(looked.body), /sign in as ana/);
  assert.equal(looked.headers['cache-control'], 'private, no-store');
  const foreign = await send(victim, '/community/enter', { ticket }, { 'sec-fetch-site': 'cross-site' });
  assert.deepEqual([foreign.status, foreign.cookies], [400, []]);
});

test('a session is another one after each sign-in, and is over after signing out', async () => {
  const { own } = await join('berta');
  const before = own.jar.get('rapport_member')!;
  const answer = await send(own, '/community/enter', { ticket: await ticketFor('berta@customer.example') });
  assert.equal(answer.status, 303);
  assert.notEqual(own.jar.get('rapport_member'), before);
  const stale = browser();
  stale.jar.set('rapport_member', before);
  assert.equal(
    (await stale.get('/community/sign-out')).headers['location'],
    '/community',
    'the old one ended',
  );
  const page = await own.get('/community/sign-out');
  const proof = /name="proof" value="([^"]+)"/.exec(String(page.body))![1]!;
  assert.equal((await send(own, '/community/sign-out', { proof: 'x' })).status, 400);
  assert.equal((await send(own, '/community/sign-out', { proof })).status, 303);
  assert.equal(own.jar.has('rapport_member'), false);
});

test('names of the company, its people, offices and other members, and what looks like them, are refused', async () => {
  for (const handle of [
    'mobitel',
    'm0bitel',
    'mobiteI',
    'mobitel-support',
    'admin',
    'the_owner',
    'anä',
    'an',
    'a'.repeat(31),
  ]) {
    const { answer } = await join(handle, `x${address}@customer.example`);
    assert.equal(answer.status, 400, handle);
  }
  assert.equal((await join('berta-', 'y@customer.example')).answer.status, 400);
  assert.equal((await join('b3rta', 'z@customer.example')).answer.status, 409, 'looks like berta');
  const ticket = await ticketFor('w@customer.example');
  const named = await send(browser(), '/community/enter', {
    ticket,
    handle: 'wanda',
    displayName: 'МоbiТеl',
  });
  assert.equal(named.status, 400, 'Cyrillic letters');
});

test('back leads to pages of ours only', async () => {
  for (const back of [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    '/%09/evil',
  ]) {
    const page = await browser().get(`/community/sign-in?back=${encodeURIComponent(back)}`);
    assert.doesNotMatch(String(page.body), /name="back" value="(?!\/(?:community"|%09))/, back);
  }
});

test('letters are limited, for an address and for a place', async () => {
  const own = browser();
  const answers = [];
  for (let n = 0; n < 6; n++)
    answers.push(
      (await send(own, '/community/sign-in', { mail: 'often@customer.example', back: '' })).status,
    );
  assert.deepEqual(answers, [303, 303, 303, 303, 429, 429]);
});

test('a request with any other cookie is nobody', async () => {
  for (const cookie of [
    'rapport_member=',
    'rapport_member=x',
    `rapport_member=${'a'.repeat(43)}`,
    'rapport_member="; drop',
  ])
    assert.equal(await memberOf(made.app, { headers: { cookie } } as never), undefined, cookie);
});
