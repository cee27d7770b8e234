import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { accountKey, readAccounts, rememberAccounts } from '#people/accounts/index.ts';
import { personKeyOf } from '#people/persons/index.ts';
import { memberBelongingsPort } from './index.ts';
import { keepProof } from './service/arrive.ts';
import { eraseLeaving } from './service/leave.ts';
import { openPeople, type People } from './testing/people.ts';

let people: People;
let owner: Awaited<ReturnType<People['made']['staff']>>;
before(async () => {
  people = await openPeople();
  owner = await people.made.staff('owner');
});
after(() => people.made.close());

/** Every column of every table that can hold words, with where a word stands in it. */
async function placesOf(words: readonly string[]): Promise<string[]> {
  const columns = await people.app.db.query<{ table: string; column: string }>(
    `select c.table_schema || '."' || c.table_name || '"' as table, c.column_name as column
       from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
      where t.table_type = 'BASE TABLE' and c.table_schema not in ('pg_catalog', 'information_schema')
        and (c.data_type in ('text', 'jsonb', 'json', 'character varying', 'ARRAY', 'bytea', 'inet', 'name') or c.data_type = 'USER-DEFINED')`,
  );
  assert.ok(columns.length > 100, 'the whole database is looked through');
  const pattern = words.map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join('|');
  const hits = await people.app.db.query<{ place: string }>(
    columns
      .map(
        ({ table, column }) =>
          `select distinct '${table}.${column}' as place from ${table} where ${
            column === 'bytes' ? `encode("${column}", 'escape')` : `"${column}"::text`
          } ~* $1`,
      )
      .join(' union all '),
    [pattern],
  );
  return hits.map(({ place }) => place.replaceAll('"', '').replace('public.', '')).sort();
}

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

async function usePicture(own: Awaited<ReturnType<People['join']>>['own'], name: string): Promise<void> {
  const html = String((await own.get('/community/me')).body);
  const proof = /me\/picture"[^>]*><input type="hidden" name="proof" value="([^"]+)"/.exec(html)![1]!;
  const form = new FormData();
  form.set('proof', proof);
  form.set('picture', new Blob([PNG]), name);
  const sent = new Response(form);
  const type = sent.headers.get('content-type')!;
  const answer = await own.post('/community/me/picture', Buffer.from(await sent.arrayBuffer()), {
    'content-type': type,
  });
  assert.equal(answer.status, 303);
}

const WORDS = [
  'zebulon',
  'quagmire',
  'wombat',
  'xylophone',
  'periwinkle',
  'kumquat',
  'okapi',
  '203.0.113.77',
];

/** A member who left a word of his in every field there is; answers how he is signed in, and his id. */
async function settle() {
  const { app } = people;
  const own = people.made.browser({ address: '203.0.113.77', userAgent: 'Wombat/1.0' });
  const ticket = await keepProof(
    app,
    {
      mail: 'zebulon@quagmire.example',
      isMailVerified: true,
      provider: 'hand-over',
      subject: 'okapi-77',
      name: 'Zebulon',
    },
    '/community',
  );
  const entered = await people.send(own, '/community/enter', {
    ticket,
    handle: 'zebulon',
    displayName: 'Zebulon Q',
  });
  assert.equal(entered.status, 303);
  const id = await people.idOf('zebulon');
  const profile = {
    handle: 'quagmire',
    displayName: 'Quagmire Z',
    pronouns: 'xylophone',
    languages: 'de',
    language: 'de',
  };
  const said = { ...profile, bio: 'I keep a wombat', signature: 'periwinkle' };
  assert.equal((await people.fill(own, '/community/me', 'profile', said)).status, 303);
  await usePicture(own, 'kumquat.png');
  await people.fill(own, '/community/me/account', 'mail', { mail: 'wombat@okapi.example' });
  await people.fill(own, '/community/me/account', 'password', { next: 'quiet otters swim' });
  await people.fill(own, '/community/me/privacy', 'feed');
  await people.send(people.browser(), '/community/sign-in', { mail: 'Zebulon@quagmire.example', back: '' });
  await owner.put(`/api/v1/members/${id}/state`, { state: 'silenced', reason: 'sells kumquats' });
  await owner.put(`/api/v1/members/${id}/note`, { note: 'likes his xylophone' });
  return { own, id };
}

describe('what is left of a member who left', () => {
  it('is not one word of his in any column of any table, nor the way to whom he is elsewhere', async () => {
    const { app } = people;
    const ids = await rememberAccounts(app, [
      { network: 'mail', author: { externalId: 'zebulon@quagmire.example', displayName: 'Z.' } },
    ]);
    const mailAccount = ids.get(accountKey('mail', 'zebulon@quagmire.example'))!;
    const { own, id } = await settle();
    const [row] = await app.db.query<{ account: string }>(
      'select account_id as account from members where id = $1',
      [id],
    );
    const joined = await personKeyOf(app, [row!.account, mailAccount]);
    assert.equal(joined.get(row!.account), joined.get(mailAccount), 'one person as long as he is here');
    const places = await placesOf(WORDS);
    for (const column of [
      'handle',
      'display_name',
      'mail',
      'bio',
      'signature',
      'pronouns',
      'note',
      'state_reason',
    ])
      assert.ok(places.includes(`members.${column}`), `${column} is found before`);
    for (const place of [
      'audit_entries.actor_name',
      'member_identities.subject',
      'member_tickets.proof',
      'files.name',
    ])
      assert.ok(places.includes(place), `${place} is found before`);
    const left = await people.fill(own, '/community/me/privacy', 'leave', { content: 'keep', now: 'yes' });
    assert.deepEqual([left.status, left.headers['location']], [303, '/community']);
    assert.ok(!own.jar.has('rapport_member'));
    const apart = await personKeyOf(app, [row!.account, mailAccount]);
    assert.notEqual(
      apart.get(row!.account),
      apart.get(mailAccount),
      'what he wrote is a former member’s, not the mailer’s',
    );
    // That somebody wrote a mail is not the community's to forget.
    assert.equal((await readAccounts(app, [mailAccount])).get(mailAccount)?.displayName, 'Z.');
    await app.db.query('delete from accounts where id = $1', [mailAccount]);
    assert.deepEqual(await placesOf(WORDS), []);
    const [kept] = await app.db.query<Record<string, unknown>>('select * from members where id = $1', [id]);
    assert.deepEqual(
      [kept!['state'], kept!['display_name'], kept!['handle']],
      ['erased', 'Former member', `former-${id.slice(-12)}`],
    );
  });

  it('cannot be signed in with, renamed, silenced, noted or found again', async () => {
    const { own } = await people.join('yara');
    const id = await people.idOf('yara');
    const stolen = people.browser();
    stolen.jar.set('rapport_member', own.jar.get('rapport_member')!);
    const link = await people.ticketFor('yara@customer.example');
    await people.fill(own, '/community/me/privacy', 'leave', { content: 'keep', now: 'yes' });
    assert.equal((await stolen.get('/community/me')).status, 303, 'every cookie is over');
    const page = await people.browser().get(`/community/enter?ticket=${link}`);
    assert.doesNotMatch(String(page.body), /sign in as/, 'a link still under way is none of an old account');
    const silenced = await owner.put(`/api/v1/members/${id}/state`, { state: 'silenced', reason: 'x' });
    assert.equal(silenced.status, 404);
    const noted = await owner.put(`/api/v1/members/${id}/note`, { note: 'was Yara' });
    assert.equal(noted.status, 404, 'no note brings the person back');
    for (const q of ['yara', 'yara@'])
      assert.deepEqual((await owner.get(`/api/v1/members?q=${q}`)).body.items, []);
    assert.equal((await people.browser().get(`/community/members/former-${id.slice(-12)}`)).status, 404);
  });
});

describe('an erasure that fails in the middle', () => {
  const failing = new Set<string>();
  const asked: string[] = [];
  const belongings = {
    key: 'forum',
    exportOf: async () => ({}),
    erase: async (_app: unknown, id: string) => {
      asked.push(id);
      await people.app.db.query(`update members set bio = 'half gone' where id = $1`, [id]);
      if (failing.has(id)) throw new Error('the forum is broken');
    },
  };
  const leave = async (handle: string) => {
    await people.join(handle);
    const id = await people.idOf(handle);
    await people.app.db.query(
      `update members set erase_at = now() - interval '1 hour', bio = 'whole' where id = $1`,
      [id],
    );
    return id;
  };
  const stateOf = async (id: string) => {
    const [row] = await people.app.db.query<{ state: string; bio: string | null }>(
      'select state, bio from members where id = $1',
      [id],
    );
    return row;
  };
  before(() => people.app.provide(memberBelongingsPort, [belongings]));

  it('takes nothing at all, keeps nobody else waiting, and is made up for later', async () => {
    const [broken, whole] = [await leave('brad'), await leave('wanja')];
    await people.app.db.query(`update members set erase_at = erase_at - interval '1 day' where id = $1`, [
      broken,
    ]);
    failing.add(broken);
    await assert.rejects(eraseLeaving(people.app), /the forum is broken/, 'whoever runs the job hears of it');
    assert.deepEqual(await stateOf(broken), { state: 'active', bio: 'whole' });
    assert.deepEqual(
      await stateOf(whole),
      { state: 'erased', bio: null },
      'his wish does not hang on another’s',
    );
    const { own } = await people.join('carlo');
    const left = await people.fill(own, '/community/me/privacy', 'leave', { now: 'yes' });
    assert.deepEqual([left.status, left.headers['location']], [303, '/community'], 'nor is he told of it');
    failing.clear();
    assert.equal(await eraseLeaving(people.app), 1);
    assert.deepEqual(await stateOf(broken), { state: 'erased', bio: null });
  });

  it('is done once for each, however many machines begin at once', async () => {
    const ids = [];
    for (let n = 0; n < 5; n++) ids.push(await leave(`leaver${n}`));
    asked.length = 0;
    const counts = await Promise.all(Array.from({ length: 4 }, () => eraseLeaving(people.app)));
    assert.equal(
      counts.reduce((sum, count) => sum + count, 0),
      5,
    );
    assert.deepEqual(asked.toSorted(), ids.toSorted());
    const lines = await people.app.db.query<{ subject: string }>(
      `select subject from audit_entries where action = 'member.erased' and subject = any($1)`,
      [ids],
    );
    assert.equal(lines.length, 5);
  });
});
