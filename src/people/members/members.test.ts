import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CLOSED, memberBelongingsPort, memberOf } from './index.ts';
import { eraseLeaving } from './service/leave.ts';
import { openPeople, type People } from './testing/people.ts';

let people: People;
before(async () => {
  people = await openPeople(false);
});
after(() => people.made.close());

const browser: People['browser'] = () => people.browser();
const send: People['send'] = (...words) => people.send(...words);
const join: People['join'] = (...words) => people.join(...words);
const fill: People['fill'] = (...words) => people.fill(...words);
const ticketFor: People['ticketFor'] = (...words) => people.ticketFor(...words);
let others = 0;

test('is not there until an owner opens it', async () => {
  for (const path of ['/community/sign-in', '/community/join', '/community/enter?ticket=x'])
    assert.equal((await browser().get(path)).status, 404, path);
  const agent = await people.made.staff('agent');
  assert.equal((await agent.put('/api/v1/community/settings', CLOSED)).status, 403);
  const owner = await people.made.staff('owner');
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
  const rows = await people.app.db.query<{ network: string; handle: string }>(
    `select a.network, a.handle from members m join accounts a on a.id = m.account_id where m.handle = 'ana'`,
  );
  assert.deepEqual(rows, [{ network: 'community', handle: 'ana' }]);
  const stored = JSON.stringify(await people.app.db.query('select * from member_sessions'));
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
    const { answer } = await join(handle, `x${++others}@customer.example`);
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
    assert.equal(await memberOf(people.app, { headers: { cookie } }), undefined, cookie);
});

test('a member says who he is, and everybody sees it as it was written and nothing else', async () => {
  const { own } = await join('carla');
  const hostile = `<script>alert(1)</script>"'><img src=x onerror=alert(1)>`;
  const profile = {
    handle: 'carla-b',
    displayName: 'Carla <b>',
    pronouns: 'she/her',
    languages: 'de, PT-br',
    language: 'de',
    bio: `Hello\n${hostile}`,
    signature: 'Carla, from Graz',
  };
  const saved = await fill(own, '/community/me', 'profile', profile);
  assert.deepEqual([saved.status, saved.headers['location']], [303, '/community/me?done=saved']);
  assert.match(String((await own.get('/community/me?done=saved')).body), /lang="de"[^]*Gespeichert\./);
  const page = await browser().get('/community/members/carla-b');
  const html = String(page.body);
  assert.equal(page.headers['cache-control'], 'public, max-age=0, s-maxage=1');
  assert.equal(page.headers['set-cookie'], undefined);
  assert.equal(html.match(/<script(?! type="application\/ld)/), null);
  assert.doesNotMatch(html, /<img|customer\.example|proof/);
  assert.match(html, /Hello<br \/>/);
  assert.match(html, /she\/her/);
  assert.equal((await browser().get('/community/members/carla')).status, 404);
  const rows = await people.app.db.query<{ handle: string }>(
    `select a.handle from accounts a join members m on m.account_id = a.id where m.handle = 'carla-b'`,
  );
  assert.equal(rows[0]!.handle, 'carla-b');
});

test('a wrong field is said, and what was typed stays in the form', async () => {
  const { own } = await join('dora');
  const good = {
    handle: 'dora',
    displayName: 'Dora',
    pronouns: '',
    languages: '',
    language: '',
    bio: '',
    signature: '',
  };
  for (const [field, value] of [
    ['signature', 'cheap at https://spam.example'],
    ['signature', 'a\nb\nc\nd'],
    ['languages', 'no language at all, really!'],
    ['bio', 'x'.repeat(1001)],
    ['pronouns', 'x'.repeat(41)],
    ['displayName', 'MobiTel Support'],
    ['handle', 'carla_b'],
  ] as const) {
    const answer = await fill(own, '/community/me', 'profile', { ...good, [field]: value });
    assert.ok([400, 409].includes(answer.status), field);
    assert.match(String(answer.body), /role="alert"/, field);
  }
  const kept = await people.app.db.query<{ handle: string; bio: null }>(
    `select handle, bio from members where handle = 'dora'`,
  );
  assert.deepEqual(kept, [{ handle: 'dora', bio: null }]);
});

test('a stranger is sent to sign in and comes back; no form works without its own proof', async () => {
  const stranger = await browser().get('/community/me/account');
  assert.deepEqual(
    [stranger.status, stranger.headers['location']],
    [303, '/community/sign-in?back=%2Fcommunity%2Fme%2Faccount'],
  );
  const [{ own: emil }, { own: fred }] = [await join('emil'), await join('fred')];
  const proofOf = async (who: typeof emil, page: string, form: string) =>
    new RegExp(`me/${form}"[^>]*><input type="hidden" name="proof" value="([^"]+)"`).exec(
      String((await who.get(page)).body),
    )![1]!;
  const foreign = await proofOf(fred, '/community/me/privacy', 'leave');
  const other = await proofOf(emil, '/community/me/privacy', 'feed');
  for (const proof of ['', 'x', foreign, other])
    assert.equal((await send(emil, '/community/me/leave', { proof, now: 'yes' })).status, 400);
  const right = await proofOf(emil, '/community/me/privacy', 'leave');
  const crossed = await send(
    emil,
    '/community/me/leave',
    { proof: right, now: 'yes' },
    { 'sec-fetch-site': 'cross-site' },
  );
  assert.equal(crossed.status, 400);
  assert.equal((await emil.get('/community/me')).status, 200, 'still there');
});

test('a password signs in, tells nobody who is here, and ends all other sessions when it changes', async () => {
  const { own } = await join('gina');
  const second = browser();
  await send(second, '/community/enter', { ticket: await ticketFor('gina@customer.example') });
  assert.equal((await fill(own, '/community/me/account', 'password', { next: 'password12' })).status, 400);
  const before = own.jar.get('rapport_member');
  const set = await fill(own, '/community/me/account', 'password', { next: 'quiet otters swim' });
  assert.equal(set.headers['location'], '/community/me/account?done=password');
  assert.notEqual(own.jar.get('rapport_member'), before);
  assert.equal((await own.get('/community/me')).status, 200);
  assert.equal((await second.get('/community/me')).status, 303, 'signed out');
  const answers = await Promise.all(
    [
      ['gina@customer.example', 'wrong'],
      ['nobody@customer.example', 'quiet otters swim'],
      ['', ''],
    ].map(([mail, password]) =>
      send(browser(), '/community/sign-in/password', {
        mail: mail!,
        password: password!,
        back: '/community',
      }),
    ),
  );
  assert.deepEqual(
    answers.map(({ status, cookies, body }) => [
      status,
      cookies.length,
      /do not belong together/.test(String(body)),
    ]),
    [
      [400, 0, true],
      [400, 0, true],
      [400, 0, true],
    ],
  );
  const other = browser();
  const good = { mail: 'Gina@customer.example', password: 'quiet otters swim', back: '/community/t/3' };
  const entered = await send(other, '/community/sign-in/password', good);
  assert.deepEqual([entered.status, entered.headers['location']], [303, '/community/t/3']);
  const wrongBefore = { before: 'x', next: 'another long password' };
  assert.equal((await fill(other, '/community/me/account', 'password', wrongBefore)).status, 400);
  for (let n = 0; n < 12; n++)
    await send(browser(), '/community/sign-in/password', { ...good, password: `guess ${n}` });
  assert.equal(
    (await send(browser(), '/community/sign-in/password', good)).status,
    429,
    'many guesses from many places',
  );
});

test('an address is the member\u2019s only once its link was opened by him', async () => {
  const [{ own: hugo }, { own: ines }] = [await join('hugo'), await join('ines')];
  const asked = await fill(hugo, '/community/me/account', 'mail', { mail: 'hugo.new@customer.example' });
  assert.equal(asked.headers['location'], '/community/me/account?done=mail');
  const taken = await fill(hugo, '/community/me/account', 'mail', { mail: 'ines@customer.example' });
  assert.equal(taken.headers['location'], asked.headers['location'], 'nobody learns whose it is');
  const tickets = await people.app.db.query<{ proof: { mail: string } }>(
    `select proof from member_tickets where kind = 'mail'`,
  );
  assert.deepEqual(
    tickets.map(({ proof }) => proof.mail),
    ['hugo.new@customer.example'],
  );
  assert.equal((await ines.get('/community/me/mail?ticket=x')).status, 410);
});

test('blocks, devices and private feeds are the member\u2019s own', async () => {
  const { own } = await join('jana');
  await join('karl');
  assert.equal(
    (await fill(own, '/community/me/privacy', 'blocks', { handle: '@karl', act: 'block' })).status,
    303,
  );
  assert.equal(
    (await fill(own, '/community/me/privacy', 'blocks', { handle: 'jana', act: 'block' })).status,
    404,
  );
  assert.match(String((await own.get('/community/me/privacy')).body), /@karl/);
  const feed = await fill(own, '/community/me/privacy', 'feed');
  const [, first] = /<code>http:\/\/localhost:3000(\/community\/feeds\/[\w-]{43}\.atom)<\/code>/.exec(
    String(feed.body),
  )!;
  assert.equal((await browser().get(first!)).status, 200);
  await fill(own, '/community/me/privacy', 'feed');
  assert.equal((await browser().get(first!)).status, 404, 'a new one ends the old one');
  const second = browser();
  await send(second, '/community/enter', { ticket: await ticketFor('jana@customer.example') });
  assert.equal((await fill(own, '/community/me/account', 'devices', { id: 'others' })).status, 303);
  assert.equal((await second.get('/community/me')).status, 303);
  assert.equal((await own.get('/community/me')).status, 200);
});

test('a picture is a picture of fitting size, told by its bytes, and goes with its member', async () => {
  const { own } = await join('lena');
  const html = String((await own.get('/community/me')).body);
  const proof = /me\/picture"[^>]*><input type="hidden" name="proof" value="([^"]+)"/.exec(html)![1]!;
  const upload = (bytes: Buffer) => {
    const head = `--b\r\nContent-Disposition: form-data; name="proof"\r\n\r\n${proof}\r\n--b\r\nContent-Disposition: form-data; name="picture"; filename="me.png"\r\n\r\n`;
    const payload = Buffer.concat([
      new Uint8Array(Buffer.from(head)),
      new Uint8Array(bytes),
      new Uint8Array(Buffer.from('\r\n--b--\r\n')),
    ]);
    return own.post('/community/me/picture', payload, { 'content-type': 'multipart/form-data; boundary=b' });
  };
  for (const bad of [
    '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    'GIF89a broken',
    '%PDF-1.4',
  ])
    assert.equal((await upload(Buffer.from(bad))).status, 400, bad);
  const png =
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  assert.equal((await upload(Buffer.from(png, 'base64'))).status, 303);
  const [, face] = /src="(\/community\/faces\/file_\w+)"/.exec(
    String((await own.get('/community/me')).body),
  )!;
  const shown = await browser().get(face!);
  assert.deepEqual([shown.status, shown.headers['content-type']], [200, 'image/png']);
  assert.match(String(shown.headers['content-security-policy']), /sandbox/);
  await fill(own, '/community/me/privacy', 'leave', { content: 'drop', now: 'yes' });
  assert.equal((await browser().get(face!)).status, 404);
});

test('a member takes everything along, leaves with fourteen days to think, and nothing of him is left', async () => {
  const erased: unknown[] = [];
  people.app.provide(memberBelongingsPort, [
    {
      key: 'forum',
      exportOf: async () => ({ posts: ['my post'] }),
      erase: async (_app, memberId, wish) => void erased.push([memberId, wish]),
    },
  ]);
  const { own } = await join('mona');
  const id = await people.idOf('mona');
  const file = await fill(own, '/community/me/privacy', 'export');
  assert.match(String(file.headers['content-disposition']), /mona\.json/);
  assert.deepEqual(file.body.forum, { posts: ['my post'] });
  assert.equal(file.body.profile.mail, 'mona@customer.example');
  assert.doesNotMatch(JSON.stringify(file.body), /token|hash/i);
  await fill(own, '/community/me/privacy', 'leave', { content: 'keep' });
  assert.match(String((await own.get('/community/me/privacy')).body), /Your account is erased on/);
  assert.equal(await eraseLeaving(people.app), 0, 'not yet');
  assert.equal((await fill(own, '/community/me/privacy', 'stay')).status, 303);
  await fill(own, '/community/me/privacy', 'leave', { content: 'keep' });
  await people.app.db.query(`update members set erase_at = now() - make_interval(secs => 1) where id = $1`, [
    id,
  ]);
  assert.equal(await eraseLeaving(people.app), 1);
  assert.deepEqual(erased, [[id, { keepsContent: true }]]);
  assert.equal((await own.get('/community/me')).status, 303);
  assert.equal((await browser().get('/community/members/mona')).status, 404);
  for (const table of ['members', 'member_sessions', 'member_identities', 'member_tickets', 'accounts'])
    assert.doesNotMatch(JSON.stringify(await people.app.db.query(`select * from ${table}`)), /mona/, table);
  assert.equal((await join('mona')).answer.status, 303, 'the name and the address are free again');
});
