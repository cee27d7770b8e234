import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { putCalendar, putExceptions } from '#people/calendars/index.ts';
import { saveTeam } from '#people/teams/index.ts';
import { changeConversations, conversationPromisesPort, tellFollowers } from '#respond/inbox/index.ts';
import { BRAND, say, under, uri } from '../inbox/testing/company.ts';
import { openDesk } from '../inbox/testing/desk.ts';
import type { Promised } from './domain/promise.ts';
import { jobs } from './jobs.ts';
import { promiseChips, promisesFeature, readTold } from './index.ts';
import { putPolicy, readPolicies, removePolicy } from './service/policies.ts';
import { readRecount } from './service/recount.ts';
import { readBehind, readReport } from './service/report.ts';
import { tryPolicy } from './service/trial.ts';
import { watchPromises } from './service/watch.ts';
import { selectOf } from './store/clocks.ts';
import { testPolicy } from './testing/policy.ts';
import { until } from '../../../test/helpers/app.ts';
import { jobsOver } from '../../../test/helpers/waiting-jobs.ts';

const { company, ana, ben, of, somebody } = await openDesk();
const { app } = company;
const MINUTE = 60_000;
const signal = new AbortController().signal;
const missed: string[] = [];

before(async () => {
  promisesFeature.subscribe?.(app);
  app.provide(conversationPromisesPort, promiseChips);
  app.bus.on('promise.missed', ({ conversationId }) => void missed.push(conversationId));
  await app.jobs.work(jobs(app), []);
});
after(() => company.close());
beforeEach(async () => {
  for (const { id } of await readPolicies(app)) await removePolicy(app, ben, id);
  await settle();
});

const asks = async (minutesAgo: number) => {
  const author = somebody();
  await company.hear(say(author, '1', 'acme, are you there?', { minutesAgo }));
  await hearNews();
  return { author, id: (await of(author)).id };
};
const answers = async (author: string, minutesAgo: number) => {
  await company.hear(say(BRAND, author, 'We are.', { minutesAgo, ...under(uri(author, '1')) }));
  await hearNews();
};
const hearNews = async () => {
  while (await tellFollowers(app));
};
const settle = () => jobsOver(app);
const clocks = async (id: string, kind = 'first') =>
  (await selectOf(app, id)).filter((one) => one.kind === kind);
const only = async (id: string, kind = 'first'): Promise<Promised> => {
  const found = await clocks(id, kind);
  assert.equal(found.length, 1, `${kind} clocks of ${id}`);
  return found[0]!;
};
const report = () =>
  readReport(app, {
    from: new Date(Date.now() - 40 * 86_400_000),
    to: new Date(Date.now() + 3_600_000),
    zone: 'UTC',
  });
const forget = () => app.db.query('delete from promise_counts');

describe('clocks', () => {
  it('are kept for every conversation, promised or not', async () => {
    const { id, author } = await asks(30);
    assert.equal((await only(id)).policyId, null);
    await answers(author, 10);
    const first = await only(id);
    assert.deepEqual([first.outcome, first.policyId], [null, null]);
    assert.equal(Math.round((first.endedAt!.getTime() - first.startedAt.getTime()) / MINUTE), 20);
  });

  it('say what is promised, and what was kept', async () => {
    await forget();
    await putPolicy(app, ben, testPolicy({ first: 60, next: 30 }));
    const { id, author } = await asks(10);
    const made = await only(id);
    assert.equal(made.dueAt!.getTime() - made.startedAt.getTime(), 60 * MINUTE);
    await answers(author, 5);
    assert.equal((await only(id)).outcome, 'kept');
    await company.hear(say(author, '2', 'acme?', { minutesAgo: 2, ...under(uri(author, '1')) }));
    await hearNews();
    const next = await only(id, 'next');
    assert.equal(next.dueAt!.getTime() - next.startedAt.getTime(), 30 * MINUTE);
    assert.deepEqual(
      (await readTold(app, [id])).map((told) => [told.kind, told.state, told.endedAt !== null]),
      [
        ['answer', 'kept', true],
        ['answer', 'running', false],
      ],
      'what the customer is told',
    );
    const { total, byKind } = await report();
    assert.deepEqual([total.kept, total.missed, total.share], [1, 0, 1]);
    assert.deepEqual(
      byKind.map(({ key }) => key),
      ['first'],
    );
  });

  it('tell the customer what is late, what was missed, and what rests; nothing where nothing was promised', async () => {
    const unpromised = await asks(10);
    await putPolicy(app, ben, testPolicy({ first: 10, resolution: 600 }));
    const { id, author } = await asks(9);
    await app.db.query(
      `update promise_clocks set due_at = now() - interval '1 s', next_at = now() - interval '1 s' where conversation_id = $1 and kind = 'first'`,
      [id],
    );
    await watchPromises(app, signal);
    const told = async () => (await readTold(app, [id])).map(({ kind, state }) => `${kind} ${state}`).sort();
    assert.deepEqual(await told(), ['answer late', 'solution running']);
    await answers(author, 0);
    await changeConversations(app, ana, [id], { status: 'waiting' });
    await hearNews();
    assert.deepEqual(await told(), ['answer missed', 'solution resting']);
    assert.deepEqual(
      (await readTold(app, [unpromised.id])).filter(({ endedAt }) => endedAt !== null),
      [],
    );
    assert.deepEqual(await readTold(app, []), []);
  });

  it('go with the conversation, and leave nothing but counts', async () => {
    await putPolicy(app, ben, testPolicy({ first: 60 }));
    const { id, author } = await asks(10);
    await answers(author, 5);
    await company.hear({
      type: 'delete',
      origin: 'bluesky',
      externalId: author,
      scope: 'author',
      version: Date.now() * 1000,
    });
    await hearNews();
    assert.equal((await clocks(id)).filter(({ endedAt }) => !endedAt).length, 0);
  });
});

describe('policies', () => {
  it('are tried in their order; the first that matches counts', async () => {
    const { id: teamId } = await saveTeam(app, ben, {
      name: 'Fast lane',
      purpose: '',
      leadId: ben.id,
      memberIds: [ana.id],
      calendarId: null,
      handling: { ownership: null, outOfHours: 'queue', onCallId: null, escalation: [] },
    });
    const fast = { version: 1 as const, when: { fact: 'team', op: 'is' as const, value: teamId } };
    await putPolicy(app, ben, testPolicy({ first: 20 }, { name: 'Fast', condition: fast }));
    await putPolicy(app, ben, testPolicy({ first: 60 }));
    const { id } = await asks(1);
    assert.equal((await only(id)).dueAt!.getTime() - (await only(id)).startedAt.getTime(), 60 * MINUTE);
    await changeConversations(app, ana, [id], { teamId });
    await hearNews();
    const moved = await only(id);
    assert.equal(
      moved.dueAt!.getTime() - moved.startedAt.getTime(),
      20 * MINUTE,
      'it was moved to a faster team',
    );
  });

  it('are refused when they ask for what there is not', async () => {
    const odd = { version: 1 as const, when: { fact: 'shoe-size', op: 'is' as const, value: '44' } };
    await assert.rejects(putPolicy(app, ben, testPolicy({ first: 60 }, { condition: odd })), /shoe-size/);
    await assert.rejects(
      putPolicy(app, ben, testPolicy({ first: 60 }, { calendarId: 'cal_00000000000000000000000099' })),
      /calendar/,
    );
    assert.deepEqual(await readPolicies(app), []);
  });

  it('reckon what runs anew when they change, and leave what is over', async () => {
    await forget();
    const policy = await putPolicy(app, ben, testPolicy({ first: 60 }));
    const over = await asks(30);
    await answers(over.author, 20);
    const open = await asks(5);
    await putPolicy(app, ben, testPolicy({ first: 8 }), policy.id);
    await settle();
    assert.equal((await only(over.id)).outcome, 'kept');
    const due = await only(open.id);
    assert.equal(due.dueAt!.getTime() - due.startedAt.getTime(), 8 * MINUTE);
    const recount = await readRecount(app);
    assert.ok(recount!.endedAt !== null && recount!.done >= 1, JSON.stringify(recount));
    assert.equal((await report()).total.kept, 1);
    await removePolicy(app, ben, policy.id);
    await settle();
    assert.deepEqual([(await only(open.id)).policyId, (await only(open.id)).dueAt], [null, null]);
  });

  it('follow their calendar, also when that changes', async () => {
    const week = Array.from({ length: 7 }, () => [{ from: 0, to: 1440 }]);
    const calendar = await putCalendar(app, ben, { name: 'Promises', zone: 'UTC', week, isStandard: false });
    await putPolicy(app, ben, testPolicy({ first: 60 }, { calendarId: calendar.id }));
    const { id } = await asks(1);
    const before = (await only(id)).dueAt!;
    const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
    await putExceptions(
      app,
      ben,
      calendar.id,
      [-1, 0, 1].map((offset) => ({ day: day(offset), name: 'Closed', open: [] })),
    );
    await jobs(app)['promises.recount']!({ id: (await beginRecount()).id }, signal);
    const after = (await only(id)).dueAt!;
    assert.equal(
      after.toISOString().slice(11),
      '01:00:00.000Z',
      'an hour after the first morning that is open',
    );
    assert.ok(after > before);
  });
});

async function beginRecount(): Promise<{ id: string }> {
  const { recountLater } = await import('./service/recount.ts');
  await recountLater(app, 'A calendar changed');
  return (await readRecount(app))!;
}

describe('the watch', () => {
  it('warns once before it is due, tells a breach once, and an answer in time takes it back', async () => {
    await forget();
    await putPolicy(app, ben, testPolicy({ first: 60 }));
    const { id, author } = await asks(50);
    await settle();
    await changeConversations(app, ana, [id], { assigneeId: ana.id });
    await hearNews();
    await watchPromises(app, signal);
    await watchPromises(app, signal);
    const titles = async () =>
      (
        await app.db.query<{ title: string }>(
          `select title from notices where audience = $1 and link = $2 and resolved_at is null`,
          [ana.id, `/inbox/${id}`],
        )
      ).map(({ title }) => title);
    assert.deepEqual(await titles(), ['First answer is due soon']);
    await settle();
    assert.deepEqual(
      (await of(author)).factors
        .filter(({ key }) => key === 'promise')
        .map(({ points, reason }) => [points, reason]),
      [[60, 'First answer is due soon']],
    );
    assert.equal((await of(author)).promise?.isSoon, true);
    const atRisk = async (state: 'soon' | 'missed') => (await promiseChips.atRisk(app, state)).includes(id);
    assert.deepEqual([await atRisk('soon'), await atRisk('missed')], [true, false]);

    await app.db.query(
      `update promise_clocks set started_at = started_at - interval '11 minutes', due_at = due_at - interval '11 minutes', next_at = due_at - interval '11 minutes' where conversation_id = $1`,
      [id],
    );
    missed.length = 0;
    await watchPromises(app, signal);
    await watchPromises(app, signal);
    await until('the event came', () => missed.length > 0);
    assert.deepEqual(missed, [id]);
    assert.deepEqual(await titles(), ['First answer is late']);
    assert.equal((await report()).total.missed, 1);
    await settle();
    const late = await of(author);
    assert.deepEqual(
      [late.promise?.isMissed, late.factors.find(({ key }) => key === 'promise')?.points],
      [true, 120],
    );

    await answers(author, 15);
    assert.equal((await only(id)).outcome, 'kept', 'the answer stood before it was due; we heard of it late');
    assert.deepEqual([(await report()).total.kept, (await report()).total.missed], [1, 0]);
    await settle();
    assert.equal(
      (await of(author)).factors.some(({ key }) => key === 'promise'),
      false,
    );
  });

  it('escalates to a team and tells somebody, as the policy says, once', async () => {
    const team = await saveTeam(app, ben, {
      name: 'Escalations',
      purpose: '',
      leadId: null,
      memberIds: [],
      calendarId: null,
      handling: { ownership: null, outOfHours: 'queue', onCallId: null, escalation: [] },
    });
    const policy = testPolicy({ first: 10 });
    policy.terms.escalation = { teamId: team.id, tellId: ben.id };
    await putPolicy(app, ben, policy);
    const { id, author } = await asks(9);
    await settle();
    await app.db.query(
      `update promise_clocks set due_at = now() - interval '1 s', next_at = now() - interval '1 s' where conversation_id = $1 and kind = 'first'`,
      [id],
    );
    await watchPromises(app, signal);
    await settle();
    assert.equal((await of(author)).team?.id, team.id);
    const notices = await app.db.query(
      `select 1 from notices where audience = $1 and key like 'promise-escalated:%'`,
      [ben.id],
    );
    assert.equal(notices.length, 1);
  });
});

describe('reports', () => {
  it('open the conversations behind each number, by page', async () => {
    await forget();
    await putPolicy(app, ben, testPolicy({ first: 60 }));
    const made = [await asks(30), await asks(29), await asks(28)];
    for (const { author } of made) await answers(author, 20);
    const span = { from: new Date(Date.now() - 3_600_000), to: new Date(), zone: 'UTC' };
    const asked = {
      ...span,
      outcome: 'kept' as const,
      policyId: (await readPolicies(app))[0]!.id,
      kind: 'first' as const,
      network: 'bluesky',
      teamId: '',
      hourOfDay: null,
    };
    const first = await readBehind(app, asked, null, 2);
    const rest = await readBehind(app, asked, first.at(-1)!, 5);
    assert.deepEqual(
      [...first, ...rest].map(({ conversationId }) => conversationId),
      made.toReversed().map(({ id }) => id),
    );
    assert.equal((await report()).total.kept, 3);
    assert.equal((await readBehind(app, { ...asked, outcome: 'missed' }, null, 5)).length, 0);
    assert.match(first[0]!.excerpt, /are you there/);
  });
});

describe('a trial', () => {
  it('tells what last week would have been, without promising anything', async () => {
    const answered = await asks(50);
    await answers(answered.author, 40);
    const slow = await asks(50);
    await answers(slow.author, 1);
    const trial = await tryPolicy(app, testPolicy({ first: 20 }, { isOn: false }));
    assert.ok(trial.kept >= 1 && trial.missed >= 1, JSON.stringify(trial));
    assert.ok(trial.missedIds.includes(slow.id) && !trial.missedIds.includes(answered.id));
    assert.deepEqual(await readPolicies(app), []);
    assert.equal((await only(slow.id)).policyId, null);
    const all = await tryPolicy(app, testPolicy({ first: 100_000 }));
    assert.equal(all.missed, 0);
  });
});

describe('a case', () => {
  it('is solved with the last of its conversations, and counts once', async () => {
    await forget();
    await putPolicy(app, ben, testPolicy({ resolution: 600 }));
    const [a, b] = [await asks(40), await asks(20)];
    await app.db.query(
      `update conversations set case_id = 'case_01m81yfntt00vk37hvf6nrakp7' where id = any($1)`,
      [[a.id, b.id]],
    );
    await changeConversations(app, ana, [a.id], { status: 'done' });
    await hearNews();
    assert.equal((await only(a.id, 'resolution')).endedAt, null, 'the other one is still open');
    await changeConversations(app, ana, [b.id], { status: 'done' });
    await hearNews();
    const [first, second] = [await only(a.id, 'resolution'), await only(b.id, 'resolution')];
    assert.deepEqual([first.outcome, second.outcome], ['kept', null]);
    assert.deepEqual(first.endedAt, second.endedAt);
    assert.equal((await report()).byKind.find(({ key }) => key === 'resolution')?.kept, 1);
  });
});
