import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from '../../../../test/helpers/browser.ts';
import { type HostileProvider, startHostileProvider } from '../../../../test/helpers/hostile-provider.ts';
import { addOidc, begin, bring, CROSS, isSignedIn, textOf, tryAs } from '../testing/elsewhere.ts';
import { openPeople, type People } from '../testing/people.ts';

let people: People;
let evil: HostileProvider;
let second: HostileProvider;
const ids = { evil: '', second: '' };
before(async () => {
  [evil, second] = [await startHostileProvider(), await startHostileProvider()];
  people = await openPeople(true, { allowOutward: new Set([evil.host, second.host]) });
  ids.evil = await addOidc(people, 'Evil & Sons', evil, true);
  ids.second = await addOidc(people, 'Second', second, false);
});
after(async () => {
  await Promise.all([evil.close(), second.close()]);
  await people.made.close();
});

describe('an address that a provider tells', () => {
  it('signs in only where it is proven and the provider is trusted for mails', async () => {
    await people.join('rosa');
    const asRosa = { email: 'Rosa@customer.example', sub: 'rosa elsewhere' };
    for (const [provider, id, claims, isRosa] of [
      [second, ids.second, { ...asRosa, email_verified: true }, false],
      [evil, ids.evil, { ...asRosa, email_verified: false }, false],
      [evil, ids.evil, { ...asRosa }, false],
      [evil, ids.evil, { ...asRosa, email_verified: 1 }, false],
      [evil, ids.evil, { ...asRosa, email_verified: true }, true],
    ] as const) {
      provider.person = claims;
      const own = people.browser();
      const answer = await tryAs(own, provider, id);
      assert.equal(await isSignedIn(own), isRosa, JSON.stringify(claims));
      if (!isRosa)
        assert.match(String((await own.get(String(answer.headers['location']))).body), /Choose your name/);
    }
    const known = await people.app.db.query('select provider from member_identities where member_id = $1', [
      await people.idOf('rosa'),
    ]);
    assert.deepEqual(known, [{ provider: ids.evil }]);
  });

  it('is nobody’s proof afterwards, either: an account made with it is not found by it', async () => {
    second.person = { sub: 'squatter', email: 'victim@customer.example', email_verified: true };
    const own = people.browser();
    const first = await tryAs(own, second, ids.second);
    await people.send(own, '/community/enter', {
      ticket: String(first.headers['location']).split('=')[1]!,
      handle: 'squatter',
      displayName: '',
    });
    const { answer } = await people.join('victim');
    assert.equal(answer.status, 303, 'who proves the address gets an account of his own');
    assert.notEqual(await people.idOf('victim'), await people.idOf('squatter'));
  });
});

describe('connecting', () => {
  const proofIn = async (own: Browser, id: string) =>
    new RegExp(`/ways/${id}/start\\?connect=([^"]+)"`).exec(
      String((await own.get('/community/me/account')).body),
    )?.[1];

  it('needs the member, his page, and the same member when it ends; what is another’s stays his', async () => {
    const { own } = await people.join('sven');
    evil.person = { sub: 'sven elsewhere', name: 'S. V.' };
    const forged = await own.get(`/community/ways/${ids.evil}/start?connect=forged`);
    assert.deepEqual([forged.status, forged.headers['location']], [400, undefined]);
    const proof = await proofIn(own, ids.evil);
    const foreign = await own.get(`/community/ways/${ids.evil}/start?connect=${proof}`, CROSS);
    assert.equal(foreign.status, 400, 'not from another site');
    const done = await bring(own, evil.allow(await begin(own, ids.evil, `connect=${proof}`)));
    assert.equal(done.headers['location'], '/community/me/account?done=connected');
    const again = people.browser();
    await tryAs(again, evil, ids.evil);
    assert.ok(await isSignedIn(again));
    const { own: tina } = await people.join('tina');
    const taken = await bring(
      tina,
      evil.allow(await begin(tina, ids.evil, `connect=${await proofIn(tina, ids.evil)}`)),
    );
    assert.deepEqual([taken.status, /another member already/.test(textOf(taken.body)!)], [409, true]);
    const left = evil.allow(await begin(tina, ids.evil, `connect=${await proofIn(tina, ids.evil)}`));
    const ticket = await people.ticketFor('sven@customer.example');
    await people.send(tina, '/community/enter', { ticket });
    assert.equal((await bring(tina, left)).status, 410, 'somebody else is signed in now');
  });

  it('follows a sign-in of somebody new who is a member: in his browser, by a button', async () => {
    await people.join('uwe');
    second.person = { sub: 'uwe elsewhere', email: 'uwe@customer.example', email_verified: true };
    const own = people.browser();
    const first = await tryAs(own, second, ids.second);
    const ticket = String(first.headers['location']).split('=')[1]!;
    const sent = await own.get(`/community/connect?ticket=${ticket}`);
    assert.equal(
      sent.headers['location'],
      `/community/sign-in?back=${encodeURIComponent(`/community/connect?ticket=${ticket}`)}`,
    );
    await people.send(own, '/community/enter', { ticket: await people.ticketFor('uwe@customer.example') });
    const { own: victim } = await people.join('vera');
    assert.equal(
      (await victim.get(`/community/connect?ticket=${ticket}`)).status,
      410,
      'a link that was sent to a victim',
    );
    const page = String((await own.get(`/community/connect?ticket=${ticket}`)).body);
    const proof = /name="proof" value="([^"]+)"/.exec(page)![1]!;
    assert.equal((await people.send(own, '/community/connect', { ticket, proof: 'x' })).status, 400);
    assert.equal(
      (await people.send(own, '/community/connect', { ticket, proof })).headers['location'],
      '/community/me/account?done=connected',
    );
    assert.equal((await people.send(own, '/community/connect', { ticket, proof })).status, 410, 'once');
    const again = people.browser();
    await tryAs(again, second, ids.second);
    assert.ok(await isSignedIn(again));
  });

  it('can be ended, but never the last way in, not even twice at a time', async () => {
    const own = people.browser();
    evil.person = { sub: 'walter' };
    second.person = { sub: 'walter too' };
    const first = await tryAs(own, evil, ids.evil);
    await people.send(own, '/community/enter', {
      ticket: String(first.headers['location']).split('=')[1]!,
      handle: 'walter',
      displayName: '',
    });
    await bring(own, second.allow(await begin(own, ids.second, `connect=${await proofIn(own, ids.second)}`)));
    const page = String((await own.get('/community/me/account')).body);
    const proof = /me\/ways"><input type="hidden" name="proof" value="([^"]+)"/.exec(page)![1]!;
    const end = (provider: string, subject: string) =>
      people.send(own, '/community/me/ways', { proof, provider, subject });
    assert.equal((await end(ids.evil, 'sven elsewhere')).status, 404, 'another’s');
    assert.equal((await end('\u0000', '\u0000')).status, 404);
    const both = await Promise.all([end(ids.evil, 'walter'), end(ids.second, 'walter too')]);
    assert.deepEqual(both.map(({ status }) => status).sort(), [303, 409]);
    const rows = await people.app.db.query('select 1 from member_identities where member_id = $1', [
      await people.idOf('walter'),
    ]);
    assert.equal(rows.length, 1);
  });
});
