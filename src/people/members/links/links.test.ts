import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { accountKey, rememberAccounts } from '#people/accounts/index.ts';
import { personKeyOf } from '#people/persons/index.ts';
import type { Browser } from '../../../../test/helpers/browser.ts';
import { readCommunity, saveCommunity } from '../service/settings.ts';
import { keepProof } from '../service/arrive.ts';
import { openPeople, type People } from '../testing/people.ts';
import { handleProofsPort, provenAccountsPort } from './ports.ts';

let people: People;
/** What is written where: the code stands in the text of that handle. */
const written = new Map<string, string>();
let isDown = false;
before(async () => {
  people = await openPeople();
  const { app } = people;
  const settings = await readCommunity(app);
  await saveCommunity(app, systemActor, { ...settings, ways: { ...settings.ways, handOver: true } });
  app.provide(provenAccountsPort, [
    async (_app, numbers) => numbers.map((number) => ({ network: 'chat', externalId: `shop/${number}` })),
  ]);
  app.provide(handleProofsPort, [
    {
      network: 'bluesky',
      name: 'Bluesky',
      read: (typed) => /^@?([a-z]+\.example)$/.exec(typed)?.[1],
      async prove(_app, handle, code) {
        if (isDown) throw new Error('nobody answers: secret');
        return written.get(handle)?.includes(code) === true
          ? { externalId: `did:plc:${handle}`, handle }
          : undefined;
      },
    },
  ]);
});
after(() => people.made.close());

async function account(network: string, externalId: string): Promise<string> {
  const ids = await rememberAccounts(people.app, [{ network, author: { externalId, handle: externalId } }]);
  return ids.get(accountKey(network, externalId))!;
}

async function isOne(handle: string, other: string): Promise<boolean> {
  const [row] = await people.app.db.query<{ id: string }>(
    'select account_id as id from members where handle = $1',
    [handle],
  );
  const keys = await personKeyOf(people.app, [row!.id, other]);
  return keys.get(row!.id) === keys.get(other);
}

const LINKS = '/community/me/links';
const act = (own: Browser, fields: Record<string, string>) => people.fill(own, LINKS, 'links', fields);
const again = async (own: Browser, mail: string) =>
  people.send(own, '/community/enter', { ticket: await people.ticketFor(mail) });
const codeIn = async (own: Browser) =>
  /<code>(rapport-[\w-]+)<\/code>/.exec(String((await own.get(LINKS)).body))?.[1] ?? '';
const bluesky = (handle: string, name: string) => ({ network: 'bluesky', handle, act: name });

describe('accounts elsewhere', () => {
  it('are joined by a proven address, ended by the member, and stay apart when he signs in again', async () => {
    const mail = await account('mail', 'anna@customer.example');
    const { own } = await people.join('anna');
    assert.ok(await isOne('anna', mail));
    assert.match(String((await own.get(LINKS)).body), /<strong>Mail<\/strong> <bdi>anna@customer\.example/);
    const { own: other } = await people.join('otto');
    assert.equal((await act(other, { act: 'end', account: mail })).status, 404, 'another’s');
    assert.ok(await isOne('anna', mail));
    assert.equal(
      (await act(own, { act: 'end', account: mail })).headers['location'],
      `${LINKS}?done=removed`,
    );
    assert.equal((await act(own, { act: 'end', account: mail })).status, 404, 'once');
    await again(own, 'anna@customer.example');
    assert.equal(await isOne('anna', mail), false);
  });

  it('are joined on a visit where they came after the sign-in, once for all', async () => {
    const { own } = await people.join('nora');
    const mail = await account('mail', 'nora@customer.example');
    await own.get('/community/me');
    assert.equal(await isOne('nora', mail), false, 'she was seen a moment ago');
    const later = async () => {
      await people.app.db.query(`update member_sessions set last_seen_at = now() - interval '6 minutes'`);
      await own.get('/community/me');
    };
    await later();
    assert.ok(await isOne('nora', mail));
    await act(own, { act: 'end', account: mail });
    await later();
    assert.equal(await isOne('nora', mail), false, 'what she ended stays apart');
  });

  it('are not joined by an address that is merely said', async () => {
    const mail = await account('mail', 'victim@customer.example');
    const ticket = await keepProof(
      people.app,
      { provider: 'hand-over', subject: '1', mail: 'victim@customer.example', isMailVerified: false },
      '/community',
    );
    await people.send(people.browser(), '/community/enter', { ticket, handle: 'thief', displayName: '' });
    assert.equal(await isOne('thief', mail), false);
  });

  it('are joined by the number that the company’s site signed, and by no other provider’s number', async () => {
    const chat = await account('chat', 'shop/4711');
    for (const [provider, handle, joined] of [
      ['prov_other', 'bert', false],
      ['hand-over', 'carla', true],
    ] as const) {
      const ticket = await keepProof(people.app, { provider, subject: '4711' }, '/community');
      await people.send(people.browser(), '/community/enter', { ticket, handle, displayName: '' });
      assert.equal(await isOne(handle, chat), joined, handle);
    }
  });
});

describe('a handle', () => {
  it('is proven by the member’s own code only, and by nobody who reads it', async () => {
    const { own } = await people.join('dora');
    const { own: thief } = await people.join('emil');
    for (const from of [own, thief])
      assert.equal((await act(from, bluesky('@dora.example', 'ask'))).status, 303);
    const [code, theirs] = [await codeIn(own), await codeIn(thief)];
    assert.notEqual(code, theirs);
    assert.equal((await act(own, bluesky('dora.example', 'check'))).status, 409, 'not written yet');
    written.set('dora.example', `Hello, ${code}!`);
    assert.equal((await act(thief, bluesky('dora.example', 'check'))).status, 409, 'another’s code');
    assert.equal((await act(thief, bluesky('other.example', 'check'))).status, 409, 'nobody asked for it');
    assert.equal(
      (await act(own, bluesky('dora.example', 'check'))).headers['location'],
      `${LINKS}?done=joined`,
    );
    const account = await people.app.db.query<{ id: string }>(
      `select id from accounts where external_id = 'did:plc:dora.example'`,
    );
    assert.deepEqual(
      [await isOne('dora', account[0]!.id), await isOne('emil', account[0]!.id)],
      [true, false],
    );
    assert.equal(await codeIn(own), '', 'the code is used');
    await act(own, { act: 'end', account: account[0]!.id });
    assert.equal(await isOne('dora', account[0]!.id), false);
    await act(own, bluesky('dora.example', 'ask'));
    written.set('dora.example', await codeIn(own));
    await act(own, bluesky('dora.example', 'check'));
    assert.ok(await isOne('dora', account[0]!.id), 'what was ended is joined by a new proof');
  });

  it('is told in plain words when it is none, too many wait, its time is over, or nobody can be asked', async () => {
    const { own } = await people.join('fritz');
    const unkept: Record<string, string>[] = [
      { act: 'end', account: '\u0000' },
      { network: '\u0000', handle: '\u0000', act: 'forget' },
    ];
    for (const fields of unkept) assert.ok((await act(own, fields)).status < 500);
    for (const handle of ['', 'no handle', '\u0000', '<b>', 'evil'.repeat(200)])
      assert.equal((await act(own, bluesky(handle, 'ask'))).status, 400, handle.slice(0, 20));
    assert.equal((await act(own, { network: 'x', handle: 'a.example', act: 'ask' })).status, 400);
    for (const letter of 'abcdef') {
      const { status } = await act(own, bluesky(`${letter}.example`, 'ask'));
      assert.equal(status, letter === 'f' ? 409 : 303, letter);
    }
    isDown = true;
    const down = await act(own, bluesky('a.example', 'check'));
    isDown = false;
    assert.ok(/Nobody could be asked/.test(String(down.body)) && !String(down.body).includes('secret'));
    assert.equal((await act(own, bluesky('a.example', 'forget'))).status, 303);
    assert.equal((await act(own, bluesky('a.example', 'check'))).status, 409);
    written.set('b.example', await codeIn(own));
    await people.app.db.query(`update member_handle_codes set expires_at = now()`);
    assert.equal((await act(own, bluesky('b.example', 'check'))).status, 409, 'over');
    await people.fill(own, '/community/me/privacy', 'leave', { content: 'drop', now: 'yes' });
    assert.deepEqual(
      await people.app.db.query(
        `select 1 from member_handle_codes c join members m on m.id = c.member_id where m.state = 'erased'`,
      ),
      [],
    );
  });
});
