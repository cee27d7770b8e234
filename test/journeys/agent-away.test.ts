/** An agent says in the console that he is away: what he has goes back to the team after its time, a colleague finds it in her inbox and answers, and the customer hears once. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Dispatcher } from '#platform/outbox/index.ts';
import { connectAccount } from '#people/brand/service/accounts.ts';
import { systemActor } from '#platform/app/index.ts';
import { matcherPort, ownAccountsPort, takeIn } from '#listen/intake/index.ts';
import { inboxFeature, tellFollowers } from '#respond/inbox/index.ts';
import { repliesFeature } from '#respond/replies/index.ts';
import { routingFeature } from '#respond/routing/index.ts';
import { wholeServer } from '../../src/main/testing/whole-server.ts';
import { passHold } from '../../src/respond/approvals/testing/wire.ts';
import { FakeReplies } from '../../src/respond/replies/testing/fake-replies.ts';
import { say } from '../../src/respond/inbox/testing/company.ts';
import type { Browser } from '../helpers/browser.ts';
import { until } from '../helpers/app.ts';
import { buildScreens } from '../helpers/chromium.ts';
import { openSeats, type Seats } from '../helpers/seats.ts';
import { goAway, isTold, takeOver } from './agent-away-screens.ts';

const network = new FakeReplies();
const stopping = new AbortController();
let made: Awaited<ReturnType<typeof wholeServer>>;
let dispatcher: Dispatcher;
let seats: Seats;
let boss: Browser & { userId: string };
let staff: (Browser & { userId: string })[];

before(async () => {
  await buildScreens();
  made = await wholeServer(
    {},
    {
      sources: new Map(),
      replies: new Map([['bluesky', network.connector]]),
      profiles: new Map(),
      lineParsers: new Map(),
    },
  );
  const { app } = made;
  app.provide(matcherPort, { match: () => [{ topicId: 'topic_brand', toInbox: true }] });
  app.provide(ownAccountsPort, { externalIds: () => new Set(['did:plc:brand']) });
  for (const feature of [inboxFeature, repliesFeature, routingFeature]) feature.subscribe?.(app);
  const account = { network: 'bluesky', identifier: 'acme.example', password: 'secret' };
  await connectAccount(app, systemActor, account);
  dispatcher = new Dispatcher(app, stopping.signal, { pollMs: 50 });
  await app.jobs.work({ ...inboxFeature.jobs?.(app), ...routingFeature.jobs?.(app) }, []);
  boss = await made.staff('owner');
  staff = [await made.staff('agent'), await made.staff('manager')];
  seats = await openSeats(made.server);
});
after(async () => {
  await seats?.close();
  stopping.abort();
  await dispatcher.stopped();
  await made.close();
});

interface Detail {
  id: string;
  assignee: { id: string } | null;
  team: { name: string } | null;
  status: string;
  activity: { text: string }[];
  thread: { id: string }[];
}

async function answer<T>(asked: Promise<{ status: number; body: unknown }>): Promise<T> {
  const { status, body } = await asked;
  assert.ok(status < 300, JSON.stringify(body));
  return body as T;
}

const read = (id: string) => answer<Detail>(boss.get(`/api/v1/inbox/${id}`));

/** The news reach routing, and its jobs are through. */
async function settled(what: string, isTrue: () => Promise<boolean>): Promise<void> {
  await until(what, async () => {
    while (await tellFollowers(made.app));
    return isTrue();
  });
}

test('agent away, case returns: the timer takes it back, a colleague answers, the history tells all of it', async () => {
  const { app } = made;
  const team = await answer<{ id: string }>(
    boss.post('/api/v1/teams', {
      name: 'Billing',
      memberIds: staff.map(({ userId }) => userId),
      leadId: boss.userId,
      handling: { ownership: { minutes: 60, warnMinutes: 15 } },
    }),
  );
  const rule = {
    name: 'Bills',
    isActive: true,
    when: { version: 1, when: { fact: 'words', op: 'matches', value: 'bill' } },
    actions: { teamId: team.id, assign: {}, labels: ['bill'] },
  };
  await answer(boss.post('/api/v1/routing/rules', { revision: 0, rule }));

  await takeIn(app, {
    sourceId: null,
    items: [say('did:plc:kim', '1', 'my bill is twice as high as usual')],
  });
  const { items } = await answer<{ items: Detail[] }>(boss.get('/api/v1/inbox'));
  const { id } = items[0]!;
  await settled('somebody of the team has it', async () => (await read(id)).assignee !== null);
  const owner = (await read(id)).assignee!.id;
  const away = staff.find(({ userId }) => userId === owner)!;
  const other = staff.find(({ userId }) => userId !== owner)!;

  const [hisSeat, herSeat] = [await seats.seat(away), await seats.seat(other)];
  await goAway(hisSeat);
  await herSeat.page.goto('/inbox?assignee=me');
  await herSeat.page.getByText('Nothing in this view').waitFor();
  await settled(
    'its owner is known',
    async () =>
      (await app.db.query('select from routing_owners where conversation_id = $1', [id])).length > 0,
  );
  await app.jobs.enqueue('routing.tick', {});
  await settled('the tick is through', async () => isIdle());
  assert.equal((await read(id)).assignee?.id, owner, 'an hour is an hour');

  // An hour later.
  await app.db.query(`update routing_owners set since = now() - interval '61 minutes'`);
  await app.jobs.enqueue('routing.tick', {});
  await settled('the colleague has it', async () => (await read(id)).assignee?.id === other.userId);
  const returned = await read(id);
  const why = /^Routing: The \w+ did not answer within an hour → The \w+ \(least busy: 0 of 8\)$/;
  assert.match(returned.activity[0]!.text, why);
  await isTold(hisSeat);

  await takeOver(herSeat, { words: 'my bill is twice as high', why }, 'Sorry, fixed.');
  await passHold(app);
  await until('the answer stands on the network', () => network.standing.size === 1);
  await settled(
    'nobody is timed any more',
    async () => (await app.db.query('select from routing_owners')).length === 0,
  );
  assert.equal([...network.standing.values()][0]!.times, 1);
  assert.equal((await read(id)).status, 'waiting');
});

async function isIdle(): Promise<boolean> {
  const rows = await made.app.db.query(
    `select from graphile_worker.jobs where task_identifier like 'routing.%'`,
  );
  return rows.length === 0;
}
