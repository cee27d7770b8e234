import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { until } from '../../../test/helpers/app.ts';
import type { Answer, Browser } from '../../../test/helpers/browser.ts';
import { systemActor } from '#platform/app/index.ts';
import { readCommunity, saveCommunity } from './index.ts';
import { enterByTicket } from './service/arrive.ts';
import { setState } from './service/staff-side.ts';
import { openPeople, type People } from './testing/people.ts';

let people: People;
before(async () => {
  people = await openPeople();
});
after(() => people.made.close());

const PROFILE = { displayName: '', pronouns: '', languages: '', language: '', bio: '', signature: '' };
const me = async (own: Browser) => (await own.get('/community/me')).status === 200;

async function proofOf(own: Browser, page: string, form: string): Promise<string> {
  const html = String((await own.get(page)).body);
  return new RegExp(`me/${form}"[^>]*><input type="hidden" name="proof" value="([^"]+)"`).exec(html)![1]!;
}

/** Runs `first` in a transaction that is committed only once `second` waits for it. */
async function overtaken(first: () => Promise<unknown>, second: () => Promise<Answer>): Promise<Answer> {
  const { app } = people;
  const [holds, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const done = app.db.transaction(async () => {
    await first();
    holds.resolve();
    await go.promise;
  });
  await holds.promise;
  const answer = second();
  try {
    await until('the second waits', async () => {
      const rows = await app.db.query(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      return rows.length > 0;
    });
  } finally {
    go.resolve();
  }
  await done;
  return answer;
}

async function ticketOf(mail: string): Promise<string> {
  const secret = `ticket-${mail}`;
  const handle = mail.split('.')[0]!;
  await people.app.db.query(
    `insert into member_tickets (hash, kind, member_id, proof, back, expires_at)
     values ($1, 'mail', $2, $3, '/community/me/account', now() + interval '60 minutes')`,
    [
      people.app.secrets.hash(secret),
      await people.idOf(handle),
      JSON.stringify({ mail: mail.slice(handle.length + 1) }),
    ],
  );
  return secret;
}

describe('what two do at the same moment', () => {
  it('gives a name to one, and tells the other that it is taken', async () => {
    const [{ own: otto }, { own: piet }] = [await people.join('otto'), await people.join('piet')];
    const proof = await proofOf(piet, '/community/me', 'profile');
    assert.ok(await me(otto));
    const answer = await overtaken(
      () =>
        people.app.db.query(`update members set handle = 'rabe', handle_key = 'rabe' where handle = 'otto'`),
      () => people.send(piet, '/community/me/profile', { ...PROFILE, proof, handle: 'rabe', bio: 'new' }),
    );
    assert.equal(answer.status, 409);
    assert.match(String(answer.body), /This name is taken/);
    const [row] = await people.app.db.query(`select handle, bio from members where handle = 'piet'`);
    assert.deepEqual(row, { handle: 'piet', bio: null }, 'nothing else of the form was kept');
  });

  it('gives a mail address to one, and the other’s link is over', async () => {
    const [{ own: rolf }, { own: sina }] = [await people.join('rolf'), await people.join('sina')];
    const ticket = await ticketOf('sina.shared@customer.example');
    assert.ok(await me(rolf));
    const answer = await overtaken(
      () =>
        people.app.db.query(
          `update members set mail = 'shared@customer.example', mail_key = 'shared@customer.example' where handle = 'rolf'`,
        ),
      () => sina.get(`/community/me/mail?ticket=${ticket}`),
    );
    assert.equal(answer.status, 410);
    const rows = await people.app.db.query(
      `select handle from members where mail_key = 'shared@customer.example'`,
    );
    assert.deepEqual(rows, [{ handle: 'rolf' }]);
  });

  it('uses a link once, though it is pressed by the server itself many times', async () => {
    await people.join('ulla');
    const ticket = await people.ticketFor('ulla@customer.example');
    const entered = await Promise.allSettled(
      Array.from({ length: 6 }, () =>
        enterByTicket(people.app, ticket, { address: '192.0.2.9', userAgent: null }),
      ),
    );
    assert.equal(entered.filter(({ status }) => status === 'fulfilled').length, 1);
  });
});

/** A member with a password, and a form that signs in with it. */
async function withPassword(handle: string, password: string) {
  const { own } = await people.join(handle);
  const proof = await proofOf(own, '/community/me/account', 'password');
  const saved = await people.send(own, '/community/me/password', { proof, before: '', next: password });
  assert.equal(saved.headers['location'], '/community/me/account?done=password');
  const other = people.browser();
  const mail = `${handle}@customer.example`;
  return { own, other, enter: () => people.send(other, '/community/sign-in/password', { mail, password }) };
}

describe('who comes in while the door is closed', () => {
  const suspend = (id: string, wish: object = {}) =>
    setState(people.app, systemActor, id, { state: 'suspended', reason: 'Threats', until: null, ...wish });
  const sessionsOf = (id: string) =>
    people.app.db.query('select way from member_sessions where member_id = $1', [id]);
  const signedIn = async (id: string) =>
    (
      await people.app.db.query(
        `select 1 from audit_entries where subject = $1 and action = 'member.signed_in'`,
        [id],
      )
    ).length;

  it('stays out by a link when a suspension commits meanwhile; the link is not used up, and nothing is noted', async () => {
    await people.join('yara');
    const id = await people.idOf('yara');
    const ticket = await people.ticketFor('yara@customer.example');
    const late = people.browser();
    const answer = await overtaken(
      () => suspend(id),
      () => people.send(late, '/community/enter', { ticket }),
    );
    assert.deepEqual([answer.status, answer.cookies], [403, []]);
    assert.match(String(answer.body), /This account is suspended\. Threats/);
    assert.deepEqual([await sessionsOf(id), await signedIn(id)], [[], 1]);
    await setState(people.app, systemActor, id, { state: 'active', reason: null, until: null });
    assert.equal((await people.send(late, '/community/enter', { ticket })).status, 303);
  });

  it('stays out by a password that is changed or suspended meanwhile, and is told in his language until when', async () => {
    const { own, other, enter } = await withPassword('zoe-z', 'four wet shoes 4');
    const id = await people.idOf('zoe-z');
    const until = new Date('2031-05-04T00:00:00Z');
    const suspended = await overtaken(() => suspend(id, { until }), enter);
    assert.equal(suspended.status, 403);
    assert.match(String(suspended.body), /suspended until May 4, 2031\. Threats/);
    assert.equal(await me(own), false);
    await setState(people.app, systemActor, id, { state: 'active', reason: null, until: null });
    const changed = await overtaken(
      () =>
        people.app.db.query(
          `with gone as (delete from member_sessions where member_id = $1)
           update members set password_hash = 'another' where id = $1`,
          [id],
        ),
      enter,
    );
    assert.equal(changed.status, 400);
    assert.deepEqual([await sessionsOf(id), changed.cookies, await me(other)], [[], [], false]);
  });

  it('is signed out again when he was a moment earlier', async () => {
    await people.join('abel');
    const id = await people.idOf('abel');
    const ticket = await people.ticketFor('abel@customer.example');
    const late = people.browser();
    await overtaken(
      () => enterByTicket(people.app, ticket, { address: '192.0.2.9', userAgent: null }),
      async () => {
        await suspend(id);
        return late.get('/community');
      },
    );
    assert.deepEqual(await sessionsOf(id), []);
  });

  it('changes a password that is still the one he typed', async () => {
    const { own } = await withPassword('bela-b', 'four wet shoes 4');
    const id = await people.idOf('bela-b');
    const proof = await proofOf(own, '/community/me/account', 'password');
    const answer = await overtaken(
      () => people.app.db.query(`update members set password_hash = 'another' where id = $1`, [id]),
      () =>
        people.send(own, '/community/me/password', {
          proof,
          before: 'four wet shoes 4',
          next: 'five dry socks 5',
        }),
    );
    assert.equal(answer.status, 400);
    const [row] = await people.app.db.query('select password_hash from members where id = $1', [id]);
    assert.deepEqual(row, { password_hash: 'another' });
    assert.ok(await me(own), 'nobody was signed out by it');
  });

  it('is told in German, too', async () => {
    const { own } = await people.join('cleo');
    await suspend(await people.idOf('cleo'), { until: new Date('2031-05-04T00:00:00Z') });
    const settings = await readCommunity(people.app);
    await saveCommunity(people.app, systemActor, { ...settings, languages: ['de', 'en'] });
    const ticket = await people.ticketFor('cleo@customer.example');
    const answer = await people.send(own, '/community/enter', { ticket });
    await saveCommunity(people.app, systemActor, settings);
    assert.match(String(answer.body), /Dieses Konto ist bis 4\. Mai 2031 gesperrt\. Threats/);
    assert.doesNotMatch(String(answer.body), /suspended/);
  });
});

describe('a form that is sent twice', () => {
  it('is the same as once, at once or after the other', async () => {
    const { own } = await people.join('vera');
    await people.join('wim-w');
    const id = await people.idOf('vera');
    const twice = async (page: string, form: string, fields: Record<string, string>) => {
      const proof = await proofOf(own, page, form);
      const press = () => people.send(own, `/community/me/${form}`, { proof, ...fields });
      const all = [...(await Promise.all([press(), press()])), await press()];
      assert.deepEqual(
        all.map(({ status }) => status),
        [303, 303, 303],
        form,
      );
    };
    await twice('/community/me', 'profile', { ...PROFILE, handle: 'vera-v', bio: 'once' });
    await twice('/community/me/privacy', 'blocks', { handle: 'wim-w', act: 'block' });
    const blocks = await people.app.db.query('select 1 from member_blocks where member_id = $1', [id]);
    assert.equal(blocks.length, 1);
    await twice('/community/me/privacy', 'blocks', { handle: 'wim-w', act: 'unblock' });
    await twice('/community/me/privacy', 'leave', { content: 'keep' });
    const [leaving] = await people.app.db.query<{ days: number }>(
      'select round(extract(epoch from erase_at - now()) / 86400)::int as days from members where id = $1',
      [id],
    );
    assert.equal(leaving!.days, 14);
    await twice('/community/me/privacy', 'stay', {});
    await twice('/community/me/account', 'devices', { id: 'others' });
    assert.ok(await me(own), 'this device stays signed in');
  });

  it('makes one address of a feed readable, whoever pressed last', async () => {
    const { own } = await people.join('xena');
    const proof = await proofOf(own, '/community/me/privacy', 'feed');
    const made = await Promise.all(
      Array.from({ length: 4 }, () => people.send(own, '/community/me/feed', { proof })),
    );
    const paths = made.map(({ body }) => /(\/community\/feeds\/[\w-]{43}\.atom)/.exec(String(body))![1]!);
    assert.equal(new Set(paths).size, 4);
    const answers = await Promise.all(paths.map((path) => people.browser().get(path)));
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 404, 404, 404]);
    for (const { headers } of answers)
      assert.deepEqual(
        [headers['referrer-policy'], headers['x-robots-tag']],
        ['no-referrer', 'noindex, nofollow'],
      );
    const readable = answers.find(({ status }) => status === 200);
    assert.equal(readable!.headers['cache-control'], 'private, max-age=0');
    assert.doesNotMatch(String(readable!.body), /customer\.example/, 'no address in it');
    const live = paths[answers.indexOf(readable!)]!;
    for (const near of [
      live.toUpperCase(),
      live.replace('.atom', 'A.atom'),
      '/community/feeds/.atom',
      '/community/feeds/%00.atom',
    ])
      assert.notEqual((await people.browser().get(near)).status, 200, near);
  });
});
