/** A promise is made, warned of, missed and escalated, as an agent and the lead see it in the console; the late answer does not make it kept, and the report opens the conversation. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { matcherPort, ownAccountsPort, takeIn } from '#listen/intake/index.ts';
import { inboxFeature, tellFollowers } from '#respond/inbox/index.ts';
import { promisesFeature } from '#respond/promises/index.ts';
import { wholeServer } from '../../src/main/testing/whole-server.ts';
import { BRAND, say, under, uri } from '../../src/respond/inbox/testing/company.ts';
import { until } from '../helpers/app.ts';
import type { Browser } from '../helpers/browser.ts';
import { buildScreens } from '../helpers/chromium.ts';
import { openSeats, type Seat, type Seats } from '../helpers/seats.ts';
import { seesDue, seesMissed, seesWarning } from './promise-screens.ts';

const CUSTOMER = 'did:plc:kim';
let made: Awaited<ReturnType<typeof wholeServer>>;
let lead: Browser & { userId: string };
let agent: Browser & { userId: string };
let seats: Seats;
let agentSeat: Seat;
const missed: string[] = [];

before(async () => {
  await buildScreens();
  made = await wholeServer(
    {},
    { sources: new Map(), replies: new Map(), profiles: new Map(), lineParsers: new Map() },
  );
  const { app } = made;
  app.provide(matcherPort, { match: () => [{ topicId: 'topic_brand', toInbox: true }] });
  app.provide(ownAccountsPort, { externalIds: () => new Set([BRAND]) });
  for (const feature of [inboxFeature, promisesFeature]) feature.subscribe?.(app);
  app.bus.on('promise.missed', ({ conversationId }) => void missed.push(conversationId));
  await app.jobs.work({ ...promisesFeature.jobs?.(app), ...inboxFeature.jobs?.(app) }, []);
  lead = await made.staff('manager');
  agent = await made.staff('agent');
  seats = await openSeats(made.server);
  agentSeat = await seats.seat(agent);
});
after(async () => {
  await seats?.close();
  await made.close();
});

interface Row {
  id: string;
  team: { name: string } | null;
  factors: { key: string; reason: string }[];
  promise: { kind: string; isSoon: boolean; isMissed: boolean; dueAt: string } | null;
}

async function ok<T>(asked: Promise<{ status: number; body: unknown }>): Promise<T> {
  const { status, body } = await asked;
  assert.ok(status < 300, JSON.stringify(body));
  return body as T;
}
const row = async () => (await ok<{ items: Row[] }>(agent.get('/api/v1/inbox?status=any'))).items[0]!;
const notices = async (who: Browser) =>
  (await ok<{ items: { title: string }[] }>(who.get('/api/v1/notices'))).items.map(({ title }) => title);
const hear = async (...items: Parameters<typeof takeIn>[1]['items']) => {
  await takeIn(made.app, { sourceId: null, items });
  while (await tellFollowers(made.app));
};
const watch = () => made.app.jobs.enqueue('promises.watch', {});
/** Lets time pass for the clocks, without waiting for it. */
const later = (minutes: number) =>
  made.app.db.query(
    `update promise_clocks set started_at = started_at - make_interval(mins => $1), due_at = due_at - make_interval(mins => $1),
       next_at = next_at - make_interval(mins => $1) where ended_at is null`,
    [minutes],
  );

test('a promise is missed and escalated', async (t) => {
  let warned = '';
  let teamId = '';
  await t.test(
    'the company promises an answer within half an hour, and says who hears of it when it is late',
    async () => {
      const team = await ok<{ id: string }>(
        lead.post('/api/v1/teams', { name: 'Second line', leadId: lead.userId, memberIds: [lead.userId] }),
      );
      teamId = team.id;
      const target = { first: 30, next: 60, resolution: null };
      await ok(
        lead.post('/api/v1/promises/policies', {
          name: 'Half an hour',
          isOn: true,
          terms: {
            targets: [target, target, target, target],
            escalation: { teamId, tellId: lead.userId },
          },
        }),
      );
    },
  );

  await t.test('a customer asks; the queue says by when', async () => {
    await hear(say(CUSTOMER, '1', 'acme, my order is gone. Where is it?', { minutesAgo: 1 }));
    const { id, promise } = await row();
    assert.equal(promise?.kind, 'first');
    assert.ok(Date.parse(promise.dueAt) > Date.now() + 25 * 60_000);
    await ok(agent.patch(`/api/v1/inbox/${id}`, { assigneeId: agent.userId }));
    while (await tellFollowers(made.app));
    await until('it is placed by its promise', async () =>
      (await row()).factors.some(({ reason }) => reason === 'First answer is promised within 30 minutes'),
    );
    await seesDue(agentSeat, id);
  });

  await t.test('a quarter of an hour before, its owner is warned', async () => {
    await later(16);
    await watch();
    await until('the warning', async () => (await row()).promise?.isSoon === true);
    await until('the notice', async () => (await notices(agent)).includes('First answer is due soon'));
    warned = await seesWarning(agentSeat);
  });

  await t.test('it is late: told once, handed to the second line, and its lead knows', async () => {
    await later(20);
    await watch();
    await until('the team', async () => (await row()).team?.name === 'Second line');
    await until('the event', () => missed.length > 0);
    await watch();
    assert.equal((await row()).promise?.isMissed, true);
    await until('the lead hears', async () => (await notices(lead)).includes('“Half an hour” was not kept'));
    const detail = await ok<{ activity: { who: string }[] }>(agent.get(`/api/v1/inbox/${(await row()).id}`));
    assert.ok(
      detail.activity.some(({ who }) => who === 'Promise “Half an hour”'),
      'the history says who moved it',
    );
    assert.equal(missed.length, 1);
    const leadSeat = await seats.seat(lead);
    await leadSeat.page.goto('/inbox');
    const late = await seesMissed(leadSeat, 'Half an hour', 'Second line');
    assert.notEqual(late, warned, 'late is another colour than soon');
  });

  await t.test('the late answer ends it, and the report opens the conversation behind “missed”', async () => {
    await hear(say(BRAND, 'a', 'We found it.', { minutesAgo: 0, ...under(uri(CUSTOMER, '1')) }));
    await until('nothing is due any more', async () => (await row()).promise === null);
    const span = `from=${new Date(Date.now() - 86_400_000).toISOString()}&to=${new Date(Date.now() + 3_600_000).toISOString()}`;
    const report = await ok<{ total: { kept: number; missed: number } }>(
      lead.get(`/api/v1/promises/report?${span}`),
    );
    assert.deepEqual([report.total.kept, report.total.missed], [0, 1]);
    const behind = await ok<{ items: { conversationId: string; outcome: string }[] }>(
      lead.get(`/api/v1/promises/behind?${span}&outcome=missed`),
    );
    assert.deepEqual(
      behind.items.map(({ conversationId }) => conversationId),
      [(await row()).id],
    );
    const audit = await made.app.db.query<{ actor_name: string }>(
      `select actor_name from audit_entries where action = 'conversation.changed' and actor_name like 'Promise%'`,
    );
    assert.equal(audit.length, 1);
  });
});
