import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openPeople, type People } from './testing/people.ts';

let people: People;
before(async () => {
  people = await openPeople();
});
after(() => people.made.close());

const browser: People['browser'] = () => people.browser();
const send: People['send'] = (...words) => people.send(...words);
const join: People['join'] = (...words) => people.join(...words);
const fill: People['fill'] = (...words) => people.fill(...words);
const ticketFor: People['ticketFor'] = (...words) => people.ticketFor(...words);

test('pages for everybody are the same for all; pages of members are kept nowhere', async () => {
  const [{ own: nina }, { own: olaf }] = [await join('nina'), await join('olaf-h')];
  const path = '/community/members/nina';
  const strangers = await Promise.all(
    [{ 'accept-language': 'en-GB' }, { 'user-agent': 'Other/1.0' }, {}].map((headers) =>
      browser().get(path, headers as Record<string, string>),
    ),
  );
  assert.equal(new Set(strangers.map(({ body }) => String(body))).size, 1);
  for (const { headers } of strangers) {
    assert.deepEqual(
      [headers['cache-control'], headers['vary'], headers['set-cookie']],
      ['public, max-age=0, s-maxage=1', 'Cookie, Accept-Language', undefined],
    );
  }
  const etag = String(strangers[0]!.headers['etag']);
  assert.equal((await browser().get(path, { 'if-none-match': etag })).status, 304);
  for (const [who, name] of [
    [nina, 'nina'],
    [olaf, 'olaf-h'],
  ] as const) {
    const answer = await who.get(path);
    assert.equal(answer.headers['cache-control'], 'private, no-store');
    assert.equal(answer.headers['etag'], undefined);
    assert.match(String(answer.body), new RegExp(`<span>${name}</span>`), 'signed in');
    const policy = String(answer.headers['content-security-policy']);
    assert.match(policy, /default-src 'none'/);
    assert.doesNotMatch(policy, /unsafe|script-src/);
  }
  assert.doesNotMatch(String(strangers[0]!.body), /olaf-h|proof/);
});

test('one link pressed many times at once, and one name wanted by many at once, give one account', async () => {
  const ticket = await ticketFor('paula@customer.example');
  const pressed = await Promise.all(
    Array.from({ length: 8 }, () =>
      send(browser(), '/community/enter', { ticket, handle: 'paula', displayName: '' }),
    ),
  );
  assert.equal(pressed.filter(({ status }) => status === 303).length, 1);
  const wanted = await Promise.all(
    Array.from({ length: 8 }, (_, n) => join(n % 2 === 0 ? 'quentin' : 'quent1n', `q${n}@customer.example`)),
  );
  assert.equal(wanted.filter(({ answer }) => answer.status === 303).length, 1);
  const [row] = await people.app.db.query<{ count: number }>(
    `select count(*)::int as count from members where handle in ('paula', 'quentin', 'quent1n')`,
  );
  assert.equal(row!.count, 2);
});

test('texts from outside come out as texts in every field, however they are shown', async () => {
  const { own } = await join('rosa');
  const payloads = [
    '<script>alert(1)</script>',
    '"><svg onload=alert(1)>',
    "'-alert(1)-'",
    '</textarea><img src=x onerror=alert(1)>',
    '{{constructor.constructor("alert(1)")()}}',
    '<!--<img src="--><img src=x onerror=alert(1)//">',
    'javascript:alert(1)',
  ];
  for (const payload of payloads) {
    const fields = {
      handle: 'rosa',
      displayName: `R ${payload}`.slice(0, 60),
      pronouns: payload.slice(0, 40),
      languages: '',
      language: '',
      bio: payload,
      signature: payload,
    };
    await fill(own, '/community/me', 'profile', fields);
    for (const page of [
      await own.get('/community/me'),
      await own.get('/community/members/rosa'),
      await browser().get('/community/members/rosa'),
      await browser().get(`/community/sign-in?back=${encodeURIComponent(payload)}`),
      await browser().get(`/community/enter?ticket=${encodeURIComponent(payload)}`),
      await send(browser(), '/community/sign-in', { mail: payload, back: payload }),
    ]) {
      const html = String(page.body)
        .replaceAll(/<script type="application\/ld\+json">[^<]*<\/script>/g, '')
        .replaceAll('<script type="module" src="/community/passkeys.js"></script>', '');
      assert.doesNotMatch(html, /<script|<svg|<img(?! class="face)|onerror=alert\(1\)>(?!&)/, payload);
    }
  }
});
