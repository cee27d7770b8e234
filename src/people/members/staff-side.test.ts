import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { accountKey, rememberAccounts } from '#people/accounts/index.ts';
import { personKeyOf } from '#people/persons/index.ts';
import { suspensionPathPort } from './ports.ts';
import { readToken } from './service/hand-over.ts';
import { openPeople, type People } from './testing/people.ts';

let people: People;
let owner: Awaited<ReturnType<People['made']['staff']>>;
before(async () => {
  people = await openPeople();
  owner = await people.made.staff('owner');
});
after(() => people.made.close());

const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();

describe('the staff side of members', () => {
  it('lists, finds and pages members, and shows the address to nobody else', async () => {
    for (const handle of ['anna', 'bruno', 'chris']) await people.join(handle);
    const first = await owner.get('/api/v1/members?limit=2');
    assert.deepEqual(
      first.body.items.map((one: { handle: string }) => one.handle),
      ['chris', 'bruno'],
    );
    const next = await owner.get(`/api/v1/members?limit=2&cursor=${first.body.nextCursor}`);
    assert.deepEqual(
      next.body.items.map((one: { handle: string; mail: string }) => [one.handle, one.mail]),
      [['anna', 'anna@customer.example']],
    );
    for (const [q, found] of [
      ['bru', 1],
      ['ANNA@cust', 1],
      ['%', 0],
      ['_', 0],
      ['nobody', 0],
    ] as const)
      assert.equal(
        (await owner.get(`/api/v1/members?q=${encodeURIComponent(q)}`)).body.items.length,
        found,
        q,
      );
    assert.equal((await people.browser().get('/api/v1/members')).status, 401);
    const { own } = await people.join('dario');
    assert.equal((await own.get('/api/v1/members')).status, 401, 'a member is not staff');
  });

  it('silences and suspends with a reason that the member is told, for a time', async () => {
    const { own } = await people.join('emma');
    const id = await people.idOf('emma');
    const agent = await people.made.staff('agent');
    const wish = { state: 'silenced', reason: 'Advertising', until: inAnHour() };
    assert.equal((await agent.put(`/api/v1/members/${id}/state`, wish)).status, 403);
    const bare = await owner.put(`/api/v1/members/${id}/state`, { state: 'suspended' });
    assert.equal(bare.body.error.code, 'member.reason_missing');
    assert.equal((await owner.put(`/api/v1/members/${id}/state`, wish)).status, 204);
    assert.match(String((await own.get('/community/me')).body), /You may read, but not write\. Advertising/);
    await people.app.db.query(`update members set state_until = now() - interval '1 second' where id = $1`, [
      id,
    ]);
    assert.equal((await owner.get(`/api/v1/members/${id}`)).body.state, 'active', 'it ends by itself');
    await owner.put(`/api/v1/members/${id}/state`, { state: 'suspended', reason: 'Threats' });
    assert.equal((await own.get('/community/me')).status, 303, 'signed out');
    const ticket = await people.ticketFor('emma@customer.example');
    people.app.provide(suspensionPathPort, async (_app, of) => `/community/appeal/${of}`);
    const refused = await people.send(own, '/community/enter', { ticket });
    assert.match(String(refused.body), new RegExp(`href="/community/appeal/${id}"[^>]*>[^<]*appeal`));
    assert.deepEqual([refused.status, refused.cookies], [403, []]);
    assert.match(String(refused.body), /suspended\. Threats/);
    await owner.put(`/api/v1/members/${id}/state`, { state: 'active' });
    assert.equal(
      (await people.send(own, '/community/enter', { ticket })).status,
      303,
      'the link was not used up',
    );
    const lines = await people.app.db.query<{ action: string }>(
      'select action from audit_entries where subject = $1 order by id',
      [id],
    );
    assert.deepEqual(
      lines.map(({ action }) => action),
      [
        'member.joined',
        'member.signed_in',
        'member.silenced',
        'member.suspended',
        'member.freed',
        'member.signed_in',
      ],
    );
  });

  it('keeps a note for colleagues, which the member never sees', async () => {
    const { own } = await people.join('finn');
    const id = await people.idOf('finn');
    await owner.put(`/api/v1/members/${id}/note`, { note: 'knows routers' });
    assert.equal((await owner.get(`/api/v1/members/${id}`)).body.note, 'knows routers');
    for (const path of ['/community/me', '/community/members/finn', '/community/me/privacy'])
      assert.doesNotMatch(String((await own.get(path)).body), /knows routers/);
    assert.doesNotMatch(
      JSON.stringify((await people.fill(own, '/community/me/privacy', 'export')).body),
      /knows routers/,
    );
    assert.equal((await owner.put(`/api/v1/members/mem_${'0'.repeat(26)}/note`, { note: null })).status, 404);
  });

  it('joins a member with the mail account of the address he proved, and never by name', async () => {
    const { app } = people;
    const ids = await rememberAccounts(app, [
      { network: 'mail', author: { externalId: 'greta@customer.example', displayName: 'Greta' } },
      { network: 'mail', author: { externalId: 'other@customer.example', displayName: 'greta' } },
    ]);
    await people.join('greta');
    const [row] = await app.db.query<{ account: string }>(
      `select account_id as account from members where handle = 'greta'`,
    );
    const mails = ['greta', 'other'].map((name) => ids.get(accountKey('mail', `${name}@customer.example`))!);
    const persons = await personKeyOf(app, [row!.account, ...mails]);
    const [member, same, other] = [row!.account, ...mails].map((id) => persons.get(id));
    assert.match(member!, /^person_/);
    assert.equal(same, member);
    assert.notEqual(other, member);
  });
});

const signed = (claims: object, secret: string, head: object = { alg: 'HS256', typ: 'JWT' }) => {
  const pack = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const text = `${pack(head)}.${pack(claims)}`;
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
};
const NOW = 1_800_000_000;
const good = { sub: '42', jti: 'a', iat: NOW, exp: NOW + 60 };
const read = (token: string) => readToken(token, ['right'], { now: NOW, audience: 'https://care.example' });

describe('the hand-over by the company’s own site', () => {
  it('takes what was signed for it, now, and nothing else', () => {
    assert.equal(read(signed({ ...good, name: 'Ana', email: 'a@b.example' }, 'right')).sub, '42');
    assert.equal(read(signed({ ...good, aud: 'https://care.example' }, 'right')).sub, '42');
    for (const [what, token] of [
      ['another secret', signed(good, 'wrong')],
      ['no signature', `${signed(good, 'right').split('.').slice(0, 2).join('.')}.`],
      ['alg none', signed(good, 'right', { alg: 'none' })],
      ['another algorithm', signed(good, 'right', { alg: 'HS512' })],
      ['critical heads', signed(good, 'right', { alg: 'HS256', crit: ['exp'] })],
      ['over', signed({ ...good, iat: NOW - 200, exp: NOW - 40 }, 'right')],
      ['not yet', signed({ ...good, iat: NOW + 60, exp: NOW + 120 }, 'right')],
      ['too long', signed({ ...good, exp: NOW + 3600 }, 'right')],
      ['no id', signed({ ...good, jti: undefined }, 'right')],
      ['no end', signed({ ...good, exp: undefined }, 'right')],
      ['nobody', signed({ ...good, sub: '' }, 'right')],
      ['for another', signed({ ...good, aud: 'https://else.example' }, 'right')],
      ['control signs', signed({ ...good, name: 'a\u0000b' }, 'right')],
      ['nonsense', 'a.b.c'],
      ['nothing', ''],
      ['too much', 'x'.repeat(5000)],
    ] as const)
      assert.throws(() => read(token), /was not taken/, what);
  });

  it('signs a customer in by a button, once for each token, and knows him again by his number', async () => {
    const settings = (await owner.get('/api/v1/community/settings')).body;
    const { url: _url, hasHandOverSecret, ...rest } = settings;
    assert.equal(hasHandOverSecret, false);
    await owner.put('/api/v1/community/settings', { ...rest, ways: { ...rest.ways, handOver: true } });
    const { secret } = (await owner.post('/api/v1/community/hand-over-secret')).body;
    const stored = JSON.stringify(await people.app.db.query('select * from member_hand_over'));
    assert.ok(!stored.includes(secret), 'sealed');
    const now = Math.floor(Date.now() / 1000);
    const token = (jti: string, more: object = {}) =>
      signed({ sub: 'c-1', jti, iat: now, exp: now + 60, name: 'Hanna Schmid', ...more }, secret);
    const own = people.browser();
    const given = token('one', { email: 'anna@customer.example', email_verified: false });
    const handed = await own.get(`/community/hand-over?token=${given}&back=/community/t/9`);
    const where = String(handed.headers['location']);
    assert.match(where, /^\/community\/enter\?ticket=/);
    const asked = String((await own.get(where)).body);
    assert.match(asked, /value="hanna-schmid"/, 'a name is offered');
    assert.doesNotMatch(asked, /sign in as anna/, 'an address that is only said proves nothing');
    const again = await own.get(`/community/hand-over?token=${given}`);
    assert.equal(again.status, 400, 'used');
    const ticket = where.split('ticket=')[1]!;
    const joined = await people.send(own, '/community/enter', { ticket, handle: 'hanna', displayName: '' });
    assert.deepEqual([joined.status, joined.headers['location']], [303, '/community/t/9']);
    const later = await people.browser().get(`/community/hand-over?token=${token('two', { name: 'H.' })}`);
    const page = await people.browser().get(String(later.headers['location']));
    assert.match(String(page.body), /sign in as hanna/);
    const second = (await owner.post('/api/v1/community/hand-over-secret')).body.secret as string;
    assert.notEqual(second, secret);
    assert.equal(
      (await people.browser().get(`/community/hand-over?token=${token('three')}`)).status,
      303,
      'holds on',
    );
    await owner.post('/api/v1/community/hand-over-secret');
    assert.equal((await people.browser().get(`/community/hand-over?token=${token('four')}`)).status, 400);
  });
});
