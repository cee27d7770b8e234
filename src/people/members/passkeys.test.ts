import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { Authenticator } from '../../../test/helpers/authenticator.ts';
import type { Browser } from '../../../test/helpers/browser.ts';
import { readCommunity, saveCommunity } from './service/settings.ts';
import { openPeople, type People } from './testing/people.ts';

const ORIGIN = 'http://localhost:3000';
let people: People;
before(async () => {
  people = await openPeople();
});
after(() => people.made.close());

const proofIn = async (own: Browser, form: string) =>
  new RegExp(`me/${form}"[^>]*><input type="hidden" name="proof" value="([^"]+)"`).exec(
    String((await own.get('/community/me/account')).body),
  )?.[1] ?? '';

async function add(own: Browser, key: Authenticator, name: string) {
  const proof = await proofIn(own, 'passkeys');
  const asked = await people.send(own, '/community/passkeys/ask', { what: 'create', proof });
  assert.equal(asked.status, 200, JSON.stringify(asked.body));
  const answer = JSON.stringify(key.create(asked.body));
  return { answer, proof, sent: await people.send(own, '/community/me/passkeys', { proof, answer, name }) };
}

const ask = async (own: Browser) => (await people.send(own, '/community/passkeys/ask', { what: 'get' })).body;
const enter = (own: Browser, answer: object, back = '/community/t/9') =>
  people.send(own, '/community/sign-in/passkey', { answer: JSON.stringify(answer), back });
const isSignedIn = async (own: Browser) => (await own.get('/community/me')).status === 200;

describe('passkeys', () => {
  it('are several for a member, each with a name, and each signs in', async () => {
    const { own } = await people.join('anke');
    const keys = [new Authenticator(ORIGIN), new Authenticator(ORIGIN)];
    for (const [n, key] of keys.entries())
      assert.equal(
        (await add(own, key, n === 0 ? 'Phone <b>' : '')).sent.headers['location'],
        '/community/me/account?done=connected',
      );
    const page = String((await own.get('/community/me/account')).body);
    assert.ok(page.includes('Phone &#60;b&#62;') && page.includes('value="Passkey 2"'));
    for (const key of keys) {
      const other = people.browser();
      const entered = await enter(other, key.get(await ask(other)));
      assert.deepEqual([entered.status, entered.headers['location']], [303, '/community/t/9']);
      assert.ok(await isSignedIn(other));
    }
    const [row] = await people.app.db.query<{ way: string }>(
      `select way from member_sessions order by created_at desc limit 1`,
    );
    assert.equal(row!.way, 'passkey');
  });

  it('are no guesses: many colleagues behind one address come in with theirs', async () => {
    const { own } = await people.join('frieda');
    const key = new Authenticator(ORIGIN);
    await add(own, key, 'Key');
    const office = people.browser();
    for (let n = 1; n <= 16; n++)
      assert.equal((await enter(office, key.get(await ask(office)))).status, 303, `${n}`);
  });

  it('answer one question once, in the browser that asked, and only from our own pages', async () => {
    const { own } = await people.join('berta');
    const key = new Authenticator(ORIGIN);
    await add(own, key, 'Key');
    const other = people.browser();
    const question = await ask(other);
    const answer = key.get(question);
    assert.equal((await enter(people.browser(), answer)).status, 410, 'another browser');
    const foreign = await people.send(
      other,
      '/community/sign-in/passkey',
      { answer: JSON.stringify(answer), back: '/' },
      { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
    );
    assert.equal(foreign.status, 400, 'another site');
    assert.equal((await enter(other, answer)).status, 303);
    assert.equal((await enter(other, answer)).status, 410, 'twice');
    assert.equal(
      (await enter(other, key.get({ challenge: 'A'.repeat(43) }))).status,
      410,
      'a question of nobody',
    );
    assert.equal(
      (await enter(other, key.get(await ask(other)), 'https://evil.example')).headers['location'],
      '/community',
    );
  });

  it('count for nothing where they are forged: another site, another key, unverified, a copy', async () => {
    const { own } = await people.join('clara');
    const key = new Authenticator(ORIGIN);
    await add(own, key, 'Key');
    const thief = new Authenticator(ORIGIN);
    const { own: other } = await people.join('dora');
    await add(other, thief, 'Mine');
    const fresh = async () => {
      const from = people.browser();
      return { from, question: await ask(from) };
    };
    const tries: Record<string, (question: { challenge: string }) => object> = {
      'signed by another key': (question) => ({
        ...thief.get(question),
        id: key.get(question).id,
        rawId: key.get(question).id,
      }),
      'a key that nobody has': (question) => ({ ...key.get(question), id: 'AAAA', rawId: 'AAAA' }),
      'a broken signature': (question) => {
        const made = key.get(question);
        return { ...made, response: { ...made.response, signature: 'AAAA' } };
      },
      'no proof': () => ({}),
      'a list': () => [],
    };
    for (const [what, make] of Object.entries(tries)) {
      const { from, question } = await fresh();
      assert.ok([400, 410].includes((await enter(from, make(question))).status), what);
      assert.equal(await isSignedIn(from), false, what);
    }
    for (const [what, made] of [
      ['another site', new Authenticator('https://evil.example')],
      ['no fingerprint and no PIN', new Authenticator(ORIGIN, false)],
    ] as const) {
      const { sent } = await add(own, made, 'Bad');
      assert.equal(sent.status, 400, what);
    }
    await people.app.db.query('update member_passkeys set counter = 1000 where name = $1', ['Key']);
    const { from, question } = await fresh();
    assert.equal((await enter(from, key.get(question))).status, 400, 'a copy: its count is behind');
  });

  it('are added by the member himself, on his page, and no key stands twice', async () => {
    const { own } = await people.join('elsa');
    const { own: other } = await people.join('fine');
    const key = new Authenticator(ORIGIN);
    assert.equal(
      (await people.send(people.browser(), '/community/passkeys/ask', { what: 'create' })).status,
      400,
    );
    assert.equal(
      (
        await people.send(own, '/community/passkeys/ask', {
          what: 'create',
          proof: await proofIn(other, 'passkeys'),
        })
      ).status,
      400,
    );
    const { answer, proof } = await add(own, key, 'Key');
    assert.equal(
      (await people.send(own, '/community/me/passkeys', { proof, answer, name: 'Again' })).status,
      410,
    );
    assert.equal((await add(other, key, 'Same')).sent.status, 400, 'another’s key');
    const question = (await people.send(own, '/community/passkeys/ask', { what: 'create', proof })).body;
    const made = JSON.stringify(new Authenticator(ORIGIN).create(question));
    assert.equal(
      (
        await people.send(other, '/community/me/passkeys', {
          proof: await proofIn(other, 'passkeys'),
          answer: made,
          name: 'x',
        })
      ).status,
      410,
      'a question of another member',
    );
    assert.equal((await enter(other, JSON.parse(made))).status, 400, 'a new key signs nobody in');
  });

  it('are named and removed by their member only, and the last way in stays', async () => {
    const { own } = await people.join('gerda');
    await add(own, new Authenticator(ORIGIN), 'Only');
    const [row] = await people.app.db.query<{ id: string }>(
      `select id from member_passkeys where name = 'Only'`,
    );
    const { own: other } = await people.join('heike');
    const end = async (from: Browser) =>
      people.send(from, '/community/me/ways', { proof: await proofIn(from, 'ways'), id: row!.id });
    const rename = async (from: Browser, name: string) =>
      people.send(from, '/community/me/passkeys', {
        proof: await proofIn(from, 'passkeys'),
        id: row!.id,
        name,
      });
    await add(other, new Authenticator(ORIGIN), 'Other');
    assert.deepEqual([(await end(other)).status, (await rename(other, 'Stolen')).status], [404, 404]);
    assert.deepEqual(
      [(await rename(own, '\u200b')).status, (await rename(own, 'Laptop')).status],
      [400, 303],
    );
    const settings = await readCommunity(people.app);
    await saveCommunity(people.app, systemActor, {
      ...settings,
      ways: { ...settings.ways, mail: false, password: false },
    });
    assert.equal((await end(own)).status, 409, 'the last one');
    await saveCommunity(people.app, systemActor, settings);
    assert.equal((await end(own)).headers['location'], '/community/me/account?done=removed');
  });

  it('are closed by a setting, and go with their member', async () => {
    const { own } = await people.join('ida');
    const key = new Authenticator(ORIGIN);
    await add(own, key, 'Key');
    const settings = await readCommunity(people.app);
    await saveCommunity(people.app, systemActor, { ...settings, ways: { ...settings.ways, passkey: false } });
    const other = people.browser();
    assert.equal((await people.send(other, '/community/passkeys/ask', { what: 'get' })).status, 404);
    assert.doesNotMatch(String((await other.get('/community/sign-in')).body), /passkeys\.js/);
    await saveCommunity(people.app, systemActor, settings);
    const page = await other.get('/community/sign-in');
    assert.match(String(page.body), /<script type="module" src="\/community\/passkeys\.js">/);
    assert.match(
      String(page.headers['content-security-policy']),
      /script-src http:\/\/localhost:3000\/community\/passkeys\.js/,
    );
    await people.fill(own, '/community/me/privacy', 'leave', { content: 'drop', now: 'yes' });
    assert.equal((await enter(other, key.get(await ask(other)))).status, 400);
    assert.deepEqual(
      await people.app.db.query(
        `select 1 from member_passkeys k join members m on m.id = k.member_id where m.state = 'erased'`,
      ),
      [],
    );
  });
});
