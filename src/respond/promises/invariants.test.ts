import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { pick, randomFrom } from '../../../test/helpers/random.ts';
import { changeConversations, tellFollowers } from '#respond/inbox/index.ts';
import { BRAND, say, under, uri } from '../inbox/testing/company.ts';
import { openDesk } from '../inbox/testing/desk.ts';
import { reckon } from './domain/due.ts';
import { targetOf, type Urgency } from './domain/policy.ts';
import { jobs } from './jobs.ts';
import { promisesFeature } from './index.ts';
import { putPolicy, readPolicies, removePolicy } from './service/policies.ts';
import { recountLater, readRecount, runRecount } from './service/recount.ts';
import { watchPromises } from './service/watch.ts';
import { selectOf } from './store/clocks.ts';
import { testPolicy } from './testing/policy.ts';
import { until } from '../../../test/helpers/app.ts';
import { jobsOver } from '../../../test/helpers/waiting-jobs.ts';

const { company, ana, ben, of, somebody } = await openDesk();
const { app } = company;
const signal = new AbortController().signal;
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

before(async () => {
  promisesFeature.subscribe?.(app);
  await app.jobs.work(jobs(app), []);
});
after(() => company.close());

const hearNews = async () => {
  while (await tellFollowers(app));
};
const settle = () => jobsOver(app);
const asks = async (minutesAgo: number) => {
  const author = somebody();
  await company.hear(say(author, '1', 'acme, hello?', { minutesAgo }));
  await hearNews();
  return { author, id: (await of(author)).id };
};
const counted = async () =>
  (
    await app.db.query<{ kind: string; kept: number; missed: number; closed: number }>(
      `select kind, sum(kept)::int as kept, sum(missed)::int as missed, sum(closed)::int as closed from promise_counts
        group by 1 having sum(kept) <> 0 or sum(missed) <> 0 or sum(closed) <> 0 order by 1`,
    )
  ).map((row) => ({ ...row }));
const clocked = async () =>
  (
    await app.db.query<{ kind: string; kept: number; missed: number; closed: number }>(
      `select kind, count(*) filter (where outcome = 'kept')::int as kept, count(*) filter (where outcome = 'missed')::int as missed,
          count(*) filter (where outcome = 'void')::int as closed
         from promise_clocks where outcome is not null and policy_id is not null group by 1 order by 1`,
    )
  ).map((row) => ({ ...row }));

describe(`whatever happens (seed ${seed})`, () => {
  it('counters say what the clocks say, every due time follows from its clock, and no conversation has two of a kind', async () => {
    const random = randomFrom(seed);
    const policy = await putPolicy(app, ben, testPolicy({ first: 20, next: 10, resolution: 45 }));
    const open: { author: string; id: string; posts: number }[] = [];
    for (let step = 0; step < 70; step++) {
      const one = open[pick(random, Math.max(1, open.length))];
      const what = pick(random, 8);
      if (!one || what === 0) open.push({ ...(await asks(pick(random, 60))), posts: 1 });
      else if (what === 1) {
        one.posts += 1;
        const place = under(uri(one.author, '1'));
        await company.hear(
          say(one.author, String(one.posts), 'acme?', { minutesAgo: pick(random, 30), ...place }),
        );
      } else if (what === 2) {
        const minutesAgo = pick(random, 40);
        await company.hear(say(BRAND, `a${step}`, 'Yes.', { minutesAgo, ...under(uri(one.author, '1')) }));
      } else if (what === 3) {
        const status = (['open', 'waiting', 'done'] as const)[pick(random, 3)]!;
        await changeConversations(app, ana, [one.id], { status });
      } else if (what === 4) {
        const later = new Date(Date.now() + 3_600_000);
        await changeConversations(app, ana, [one.id], { status: 'snoozed', snoozedUntil: later });
      } else if (what === 5) await changeConversations(app, ana, [one.id], { addLabels: ['asked to wait'] });
      else if (what === 6) await watchPromises(app, signal);
      else await recountLater(app, 'a test');
      if (random() < 0.7) await hearNews();
    }
    await hearNews();
    await settle();
    assert.deepEqual(await counted(), await clocked());
    for (const { id } of open) {
      const clocks = await selectOf(app, id);
      const live = clocks.filter(({ endedAt }) => !endedAt);
      assert.ok(live.filter(({ kind }) => kind === 'resolution').length <= 1);
      assert.ok(live.filter(({ kind }) => kind !== 'resolution').length <= 1);
      for (const clock of live.filter(({ policyId, missedAt }) => policyId && !missedAt)) {
        const targetMinutes = targetOf(policy, clock.kind, clock.traits.urgency as Urgency)!;
        const { dueAt } = reckon(clock, { hours: null, targetMinutes, pauses: policy.terms.pauses });
        assert.deepEqual(clock.dueAt, dueAt, JSON.stringify(clock));
      }
      for (const clock of clocks)
        assert.equal(clock.outcome === 'missed', clock.missedAt !== null, JSON.stringify(clock));
    }
    await removePolicy(app, ben, policy.id);
    await settle();
    const rest = await app.db.query(
      `select 1 from promise_clocks where ended_at is null and missed_at is null and (policy_id is not null or next_at is not null)`,
    );
    assert.equal(rest.length, 0, 'nothing is promised any more');
    assert.deepEqual(await counted(), await clocked(), 'what was kept or missed stays');
  });
});

describe('several at once', () => {
  it('note a breach once, tell it once, and count it once', async () => {
    await app.db.query('delete from promise_counts');
    const policy = await putPolicy(app, ben, testPolicy({ first: 30 }));
    const made = [await asks(20), await asks(21), await asks(22)];
    await settle();
    const told: string[] = [];
    const stop = app.bus.on('promise.missed', ({ conversationId }) => void told.push(conversationId));
    const ids = made.map(({ id }) => id);
    await app.db.query(
      `update promise_clocks set due_at = now() - make_interval(secs => 1), next_at = now() - make_interval(secs => 1)
        where conversation_id = any($1) and kind = 'first'`,
      [ids],
    );
    await Promise.all(Array.from({ length: 5 }, () => watchPromises(app, signal)));
    await until('all are told', () => told.length >= 3);
    await watchPromises(app, signal);
    assert.deepEqual(told.toSorted(), ids.toSorted());
    assert.equal((await counted()).find(({ kind }) => kind === 'first')?.missed, 3);
    stop();
    await removePolicy(app, ben, policy.id);
    await settle();
  });

  it('never lose an answer to a watch that runs at the same time', async () => {
    await app.db.query('delete from promise_counts');
    const policy = await putPolicy(app, ben, testPolicy({ first: 30 }));
    const { id, author } = await asks(25);
    await settle();
    await app.db.query(
      `update promise_clocks set due_at = now() - make_interval(secs => 1), next_at = now() - make_interval(secs => 1)
        where conversation_id = $1 and kind = 'first'`,
      [id],
    );
    await company.hear(say(BRAND, 'in-time', 'Yes.', { minutesAgo: 20, ...under(uri(author, '1')) }));
    await Promise.all([hearNews(), watchPromises(app, signal), watchPromises(app, signal)]);
    await hearNews();
    await settle();
    const clock = (await selectOf(app, id)).find(({ kind }) => kind === 'first');
    assert.deepEqual([clock!.outcome, clock!.missedAt], ['kept', null]);
    assert.deepEqual(
      (await counted()).filter(({ kind }) => kind === 'first').map(({ kept, missed }) => [kept, missed]),
      [[1, 0]],
    );
    await removePolicy(app, ben, policy.id);
    await settle();
  });
});

describe('reckoning anew', () => {
  it('goes on where it was stopped, and a newer one takes the place of one under way', async () => {
    assert.deepEqual(await readPolicies(app), []);
    // In one transaction, or the worker may do the job before its state is asked for.
    const first = await app.db.transaction(async () => {
      await recountLater(app, 'the first');
      const begun = (await readRecount(app))!;
      await assert.rejects(runRecount(app, begun.id, AbortSignal.abort()), /goes on later/);
      assert.equal((await readRecount(app))!.endedAt, null);
      return begun;
    });
    await recountLater(app, 'the second');
    await runRecount(app, first.id, signal);
    const second = (await readRecount(app))!;
    assert.equal(second.reason, 'the second');
    await runRecount(app, second.id, signal);
    const done = (await readRecount(app))!;
    assert.ok(done.endedAt !== null && done.done === done.total, JSON.stringify(done));
    await runRecount(app, second.id, signal);
    assert.equal((await readRecount(app))!.done, done.done, 'a job that runs twice does it once');
    await settle();
  });
});

describe('news that cannot be taken in', () => {
  it('leave nothing half written, and are told again', async () => {
    const author = somebody();
    await app.db.query('alter table promise_clocks rename to promise_clocks_away');
    await company.hear(say(author, '1', 'acme, hello?', { minutesAgo: 3 }));
    await hearNews();
    await app.db.query('alter table promise_clocks_away rename to promise_clocks');
    const { id } = await of(author);
    assert.deepEqual(await selectOf(app, id), []);
    await app.db.query('update conversation_news_kept set due_at = now() - make_interval(secs => 1)');
    await hearNews();
    assert.deepEqual((await selectOf(app, id)).map(({ kind }) => kind).toSorted(), ['first', 'resolution']);
  });
});
