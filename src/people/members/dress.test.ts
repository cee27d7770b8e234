import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { type CommunitySettings, readCommunity, saveCommunity } from './index.ts';
import { eraseMembers } from './index.ts';
import { insertIdentity } from './store/identities.ts';
import { openPeople, type People } from './testing/people.ts';

let people: People;
before(async () => {
  people = await openPeople();
});
after(() => people.made.close());

const set = async (part: Partial<CommunitySettings>) =>
  saveCommunity(people.app, systemActor, { ...(await readCommunity(people.app)), ...part });

describe('the page to sign in', () => {
  it('offers the ways that are open, and no other', async () => {
    const { ways } = await readCommunity(people.app);
    const offered = async (page: string) =>
      [
        ...String((await people.browser().get(`/community/${page}`)).body).matchAll(
          /action="\/community\/([^"]+)"/g,
        ),
      ].map(([, path]) => path);
    assert.deepEqual(await offered('sign-in'), ['sign-in', 'sign-in/passkey', 'sign-in/password']);
    await set({ ways: { ...ways, mail: false, passkey: false } });
    assert.deepEqual([await offered('sign-in'), await offered('join')], [['sign-in/password'], []]);
    await set({ ways });
  });
});

describe('a signature', () => {
  it('is as long as the company lets it be, with addresses only where it lets them', async () => {
    const { own } = await people.join('anna');
    const save = async (signature: string) =>
      (await people.fill(own, '/community/me', 'profile', { handle: 'anna', displayName: 'Anna', signature }))
        .status;
    const tried: [CommunitySettings['signature'], string, number][] = [
      [{ length: 200, links: false }, 'see www.evil.example', 400],
      [{ length: 200, links: true }, 'see https://my.example', 303],
      [{ length: 200, links: true }, '![x](https://my.example/x.png)', 400],
      [{ length: 5, links: true }, 'Hello', 303],
      [{ length: 5, links: true }, 'Hello!', 400],
      [{ length: 0, links: false }, 'H', 400],
      [{ length: 0, links: false }, '', 303],
    ];
    for (const [signature, text, status] of tried) {
      await set({ signature });
      assert.equal(await save(text), status, JSON.stringify([signature, text]));
    }
    assert.doesNotMatch(String((await own.get('/community/me')).body), /name="signature"/);
  });
});

describe('other programs', () => {
  it('hear who joined and who left, and of who left nothing else', async () => {
    await people.app.db.query(
      `insert into webhook_endpoints (id, name, url, types, secret)
       select 'hook_1', 'Shop', 'https://shop.example/hook', '{member.joined,member.left}', 'sealed'`,
    );
    await people.join('bert');
    const id = await people.idOf('bert');
    await eraseMembers(people.app, [id]);
    const told = await people.app.db.query<{ payload: { body: string } }>(
      `select payload from outbox_rows order by created_at, id`,
    );
    const bodies = told.map(({ payload }) => JSON.parse(payload.body) as { type: string; data: object });
    assert.deepEqual(
      bodies.map(({ type }) => type),
      ['member.joined', 'member.left'],
    );
    assert.deepEqual(bodies[1]!.data, { member: { id }, keepsContent: false });
    assert.doesNotMatch(JSON.stringify(bodies), /customer\.example/, 'no mail address');
  });
});

describe('the list of members', () => {
  it('shows those who can sign in in one way', async () => {
    await people.join('carl');
    await people.join('dirk');
    const id = await people.idOf('carl');
    await insertIdentity(people.app, { provider: 'hand-over', subject: '7', label: null }, id);
    const staff = await people.made.staff('viewer');
    const found = async (way: string) => {
      const { status, body } = await staff.get(`/api/v1/members?way=${encodeURIComponent(way)}`);
      return status === 200 ? body.items.map(({ handle }: { handle: string }) => handle) : status;
    };
    assert.deepEqual(await found('hand-over'), ['carl']);
    assert.deepEqual(await found('mail'), ['dirk', 'carl', 'anna']);
    assert.deepEqual(
      [await found('password'), await found('passkey'), await found('prov_none')],
      [[], [], []],
    );
    assert.equal(await found("x' or 1=1"), 400);
  });
});
