import { after, afterEach, describe, it } from 'node:test';
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Hours } from '#lib/hours/index.ts';
import { systemActor } from '#platform/app/index.ts';
import { calendarsFeature } from '#people/calendars/index.ts';
import { addPost, removeCategory } from '#embrace/forum/index.ts';
import { openStage } from '../../forum/testing/stage.ts';
import { refused } from '../../forum/testing/talkers.ts';
import { togetherFeature } from '../feature.ts';
import { type Unanswered, unansweredPort } from '../ports.ts';
import { dueAt, listPromises, makeCases, savePromise } from './promise.ts';

const stage = await openStage([calendarsFeature, togetherFeature]);
const { app } = stage;
after(() => stage.test.close());
const maya = await stage.member('maya', 'Maya');
const bob = await stage.member('bob', 'Bob');
const owner = await stage.test.staff('owner');

/** What the inbox was asked to make cases of, and how it answers. */
const asked: Unanswered[] = [];
let answer = async (question: Unanswered): Promise<string | undefined> => `case_${question.threadId}`;
const usual = answer;
app.provide(unansweredPort, async (_app, question) => {
  asked.push(question);
  return answer(question);
});
afterEach(async () => {
  answer = usual;
  asked.length = 0;
  await app.db.query('delete from together_promises');
});

let count = 0;
/** A category in which a first answer is promised, since a month ago, within an hour. */
async function promised(hours = 1) {
  const category = await stage.category(`Help ${++count}`);
  await savePromise(app, systemActor, category.id, { hours, calendarId: null });
  await app.db.query(
    `update together_promises set since = now() - interval '30 days' where category_id = $1`,
    [category.id],
  );
  return category;
}
type Category = Awaited<ReturnType<typeof promised>>;
/** A question that was asked long enough ago to be late by any calendar. */
async function late(category: Category, title: string): Promise<string> {
  const { thread } = await stage.start(maya, category, { title });
  await app.db.query(`update forum_threads set created_at = now() - interval '14 days' where id = $1`, [
    thread.id,
  ]);
  return thread.id;
}
const casesOf = async () =>
  (await app.db.query<{ id: string }>('select thread_id as id from together_cases')).map(({ id }) => id);

describe('a question that waits too long', () => {
  it('is one case for sixteen workers at once, with the moment at which it was late', async () => {
    const category = await promised();
    const id = await late(category, 'Nobody knows');
    const made = await Promise.all(Array.from({ length: 16 }, () => makeCases(app)));
    assert.equal(
      made.reduce((sum, one) => sum + one, 0),
      1,
    );
    assert.deepEqual(
      asked.map(({ threadId, title }) => [threadId, title]),
      [[id, 'Nobody knows']],
    );
    assert.ok(asked[0]!.dueAt < new Date());
    const lines = await app.db.query(
      `select 1 from audit_entries where action = 'community.unanswered' and subject = $1`,
      [id],
    );
    assert.equal(lines.length, 1);
  });

  it('keeps no other question waiting where its own case cannot be made, and is tried again', async () => {
    const category = await promised();
    const [broken, fine] = [await late(category, 'Breaks'), await late(category, 'Is fine')];
    const elsewhere = await late(await promised(), 'Elsewhere');
    answer = async (question) => {
      if (question.threadId === broken) throw new Error('the inbox fell over');
      return usual(question);
    };
    await assert.rejects(makeCases(app), /the inbox fell over/, 'the failure is told to the job');
    const there = await casesOf();
    assert.deepEqual(
      [broken, fine, elsewhere].map((id) => there.includes(id)),
      [false, true, true],
    );
    answer = usual;
    assert.equal(await makeCases(app), 1);
    assert.ok((await casesOf()).includes(broken));
  });

  it('waits until the inbox has heard of it, and leaves no trace before', async () => {
    const id = await late(await promised(), 'Not heard yet');
    answer = async () => undefined;
    assert.equal(await makeCases(app), 0);
    assert.ok(!(await casesOf()).includes(id));
    answer = usual;
    assert.equal(await makeCases(app), 1);
  });

  it('is no case where somebody answers, closes or deletes it while others are looked at', async () => {
    const category = await promised();
    const first = await late(category, 'First');
    const set = (what: string) => (id: string) =>
      app.db.query(`update forum_threads set ${what} = now() where id = $1`, [id]);
    const others = [
      {
        id: await late(category, 'answered'),
        end: (id: string) => addPost(app, bob.doer, id, { markdown: 'Turn it.', replyTo: null }),
      },
      { id: await late(category, 'closed'), end: set('closed_at') },
      { id: await late(category, 'deleted'), end: set('deleted_at') },
    ];
    answer = async (question) => {
      if (question.threadId === first) {
        for (const { id, end } of others) await end(id);
      }
      return usual(question);
    };
    assert.equal(await makeCases(app), 1);
    assert.deepEqual(
      asked.map(({ title }) => title),
      ['First'],
    );
  });

  it('is found also behind more old questions than are looked at at once', async () => {
    const category = await promised();
    const model = await late(category, 'The model');
    await app.db.query(
      `insert into forum_threads select (json_populate_record(t, json_build_object('id', 'thr_' || lpad(n::text, 26, '0')))).*
         from forum_threads t, generate_series(1, 700) as n where t.id = $1`,
      [model],
    );
    await app.db.query(
      `insert into forum_posts select (json_populate_record(p, json_build_object('id', 'fpo_' || lpad(n::text, 26, '0'), 'thread_id', 'thr_' || lpad(n::text, 26, '0'), 'is_waiting', false))).*
         from forum_posts p, generate_series(1, 700) as n where p.thread_id = $1`,
      [model],
    );
    await app.db.query(
      `insert into together_cases (thread_id, case_id, due_at) select 'thr_' || lpad(n::text, 26, '0'), 'case_old', now() from generate_series(1, 700) as n`,
    );
    await app.db.query(
      `update forum_threads set created_at = created_at - interval '1 day' where category_id = $1 and id <> $2`,
      [category.id, model],
    );
    assert.equal(await makeCases(app), 1);
    assert.deepEqual(
      asked.map(({ threadId }) => threadId),
      [model],
    );
  });
});

describe('a promise', () => {
  it('keeps its beginning when it is changed, and begins anew after it was ended', async () => {
    const category = await promised(1000);
    const sinceOf = async () =>
      (
        await app.db.query<{ since: Date }>('select since from together_promises where category_id = $1', [
          category.id,
        ])
      )[0]?.since.getTime();
    const before = await sinceOf();
    await savePromise(app, systemActor, category.id, { hours: 2, calendarId: null });
    assert.equal(await sinceOf(), before);
    await savePromise(app, systemActor, category.id, { hours: null, calendarId: null });
    await savePromise(app, systemActor, category.id, { hours: null, calendarId: null });
    assert.equal(await sinceOf(), undefined);
    const old = await late(category, 'From before');
    await savePromise(app, systemActor, category.id, { hours: 0.1, calendarId: null });
    assert.equal(await makeCases(app), 0);
    assert.ok(!(await casesOf()).includes(old));
  });

  it('of sixty-four at once is one of those that were given, and nothing in between', async () => {
    const category = await promised();
    const hours = Array.from({ length: 64 }, (_, n) => (n % 8 === 0 ? null : n + 0.5));
    await Promise.all(
      hours.map((one) => savePromise(app, systemActor, category.id, { hours: one, calendarId: null })),
    );
    const kept = (await listPromises(app)).find(({ categoryId }) => categoryId === category.id)!;
    assert.ok(hours.includes(kept.hours), String(kept.hours));
  });

  it('does not fail the job where its category went', async () => {
    const [gone, kept] = [await promised(), await promised()];
    await removeCategory(app, systemActor, gone.id);
    const id = await late(kept, 'Still looked at');
    assert.equal(await makeCases(app), 1);
    assert.ok((await casesOf()).includes(id));
    assert.ok((await listPromises(app)).every(({ categoryId }) => categoryId !== gone.id));
    await assert.rejects(
      savePromise(app, systemActor, gone.id, { hours: 1, calendarId: null }),
      refused('together.no_category'),
    );
  });

  it('is given by those who may, read by colleagues, and by nobody from outside', async () => {
    const category = await promised();
    const url = `/api/v1/community/promises/${category.id}`;
    for (const [role, mayRead, mayPromise] of [
      ['admin', 200, true],
      ['manager', 200, true],
      ['agent', 200, false],
      ['viewer', 200, false],
    ] as const) {
      const one = await stage.test.staff(role);
      assert.equal((await one.get('/api/v1/community/promises')).status, mayRead, role);
      const { status } = await one.send('PUT', url, { hours: 3, calendarId: null });
      assert.equal(status < 300, mayPromise, `${role}: ${status}`);
    }
    for (const outside of [stage.test.browser(), maya]) {
      assert.equal((await outside.get('/api/v1/community/promises')).status, 401);
      assert.equal((await outside.send('PUT', url, { hours: 9, calendarId: null })).status, 401);
    }
    const kept = (await listPromises(app)).find(({ categoryId }) => categoryId === category.id);
    assert.equal(kept!.hours, 3);
  });

  it('is a tenth of an hour to a thousand, of a calendar that there is', async () => {
    const category = await promised();
    const url = `/api/v1/community/promises/${category.id}`;
    const give = async (body: object) => (await owner.send('PUT', url, body)).status;
    for (const hours of [0.1, 0.3, 0.7, 2.9, 1000])
      assert.ok((await give({ hours, calendarId: null })) < 300, `${hours}`);
    for (const hours of [0.05, 0.11, 1000.1, -0.1, '4', [], true, 1e308])
      assert.equal(await give({ hours, calendarId: null }), 400, JSON.stringify(hours));
    for (const calendarId of ['\0', 'cal_\u202e', "'", ''])
      assert.ok([400, 404].includes(await give({ hours: 1, calendarId })), JSON.stringify(calendarId));
    for (const body of [{}, { hours: 1 }, { calendarId: null }, { hours: 1, calendarId: 'x'.repeat(61) }])
      assert.equal(await give(body), 400, JSON.stringify(body).slice(0, 40));
    for (const id of ['fcat_%00', 'fcat_', '..%2f..', 'x'.repeat(3000)])
      assert.ok(
        [400, 404, 414].includes(
          (await owner.send('PUT', `/api/v1/community/promises/${id}`, { hours: 1, calendarId: null }))
            .status,
        ),
      );
    const kept = (await listPromises(app)).find(({ categoryId }) => categoryId === category.id);
    assert.equal(kept!.hours, 1000);
  });
});

describe('when a first answer is due', () => {
  const HOUR = 3_600_000;
  const week = Array.from({ length: 7 }, (_, day) => (day < 5 ? [{ from: 9 * 60, to: 17 * 60 }] : []));
  const office: Hours = { zone: 'Europe/Berlin', week, exceptions: [] };

  /** The plain reference: counts minutes on the clock of the wall, one by one. */
  function counted(hours: Hours, from: Date, promisedHours: number): Date {
    const wall = new Intl.DateTimeFormat('en-GB', {
      timeZone: hours.zone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
    let at = from.getTime();
    for (let left = Math.round(promisedHours * 60); left > 0; at += 60_000) {
      const parts = new Map(wall.formatToParts(new Date(at)).map(({ type, value }) => [type, value]));
      const minute = Number(parts.get('hour')) * 60 + Number(parts.get('minute'));
      const open = hours.week[days.indexOf(parts.get('weekday')!)]!;
      if (open.some(({ from: begins, to }) => minute >= begins && minute < to)) left -= 1;
    }
    return new Date(at);
  }

  it('is what counting minutes on the wall gives, also where clocks change', () => {
    const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
    // Around the ends of summer time, and anywhere.
    const moments = fc.oneof(
      fc.integer({ min: Date.UTC(2026, 9, 23) / 60_000, max: Date.UTC(2026, 9, 27) / 60_000 }),
      fc.integer({ min: Date.UTC(2026, 2, 27) / 60_000, max: Date.UTC(2026, 2, 31) / 60_000 }),
      fc.integer({ min: Date.UTC(2026, 0, 1) / 60_000, max: Date.UTC(2027, 0, 1) / 60_000 }),
    );
    const nights: Hours = {
      zone: 'America/New_York',
      week: Array.from({ length: 7 }, () => [{ from: 0, to: 4 * 60 }]),
      exceptions: [],
    };
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 60 }), fc.boolean(), (minute, tenths, isOffice) => {
        const [hours, from] = [isOffice ? office : nights, new Date(minute * 60_000)];
        assert.equal(
          dueAt(hours, from, tenths / 10)?.toISOString(),
          counted(hours, from, tenths / 10).toISOString(),
        );
      }),
      { seed, numRuns: 60 },
    );
  });

  it('is the same moment for a promise that is cut in two, and never where nobody works', () => {
    const friday = new Date('2026-11-20T15:30:00Z');
    assert.equal(dueAt(office, friday, 1)?.toISOString(), '2026-11-23T08:30:00.000Z');
    const half = dueAt(office, friday, 0.5)!;
    assert.equal(dueAt(office, half, 0.5)?.toISOString(), '2026-11-23T08:30:00.000Z');
    assert.equal(dueAt({ ...office, week: week.map(() => []) }, friday, 1), undefined);
    assert.equal(dueAt(office, friday, 8)!.getTime() - friday.getTime(), 72 * HOUR);
  });
});

describe('questions that wait too long', () => {
  it('are counted, until somebody answers or the promise ends, and for colleagues only', async () => {
    const url = '/api/v1/community/promises/late';
    const counted = async () => (await owner.get(url)).body.late;
    assert.equal(await counted(), 0);
    const category = await promised();
    const id = await late(category, 'Waits');
    await late(category, 'Waits, too');
    await stage.start(maya, category, { title: 'Just asked' });
    assert.equal(await counted(), 2);
    await makeCases(app);
    assert.equal(await counted(), 2, 'a case is no answer');
    await addPost(app, bob.doer, id, { markdown: 'Turn it.', replyTo: null });
    assert.equal(await counted(), 1);
    await savePromise(app, systemActor, category.id, { hours: null, calendarId: null });
    assert.equal(await counted(), 0);
    for (const outside of [stage.test.browser(), maya]) assert.equal((await outside.get(url)).status, 401);
  });
});
