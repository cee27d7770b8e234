/** An agent goes away: what she has goes back to the team after its time, somebody else answers, and the customer hears once. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Dispatcher } from '#platform/outbox/index.ts';
import { connectorsPort } from '#connectors/kit/index.ts';
import { connectAccount } from '#people/brand/service/accounts.ts';
import { ownAccounts } from '#people/brand/index.ts';
import { teamsFeature } from '#people/teams/index.ts';
import { systemActor } from '#platform/app/index.ts';
import { matcherPort, ownAccountsPort, postObserverPort, takeIn } from '#listen/intake/index.ts';
import { inboxFeature, inboxObserver, tellFollowers } from '#respond/inbox/index.ts';
import { registerReplySenders, repliesFeature } from '#respond/replies/index.ts';
import { routingFeature } from '#respond/routing/index.ts';
import { FakeReplies } from '../../src/respond/replies/testing/fake-replies.ts';
import { say } from '../../src/respond/inbox/testing/company.ts';
import type { Browser } from '../helpers/browser.ts';
import { until } from '../helpers/app.ts';
import { createTestServer, type TestServer } from '../helpers/server.ts';

const network = new FakeReplies();
const stopping = new AbortController();
let made: TestServer;
let dispatcher: Dispatcher;
let boss: Browser & { userId: string };
let staff: (Browser & { userId: string })[];

before(async () => {
  made = await createTestServer([teamsFeature, inboxFeature, repliesFeature, routingFeature]);
  const { app } = made;
  app.provide(matcherPort, { match: () => [{ topicId: 'topic_brand', toInbox: true }] });
  app.provide(ownAccountsPort, { externalIds: () => new Set(['did:plc:brand']) });
  app.provide(postObserverPort, inboxObserver);
  app.provide(connectorsPort, {
    sources: new Map(),
    replies: new Map([['bluesky', network.connector]]),
    profiles: new Map(),
    lineParsers: new Map(),
  });
  registerReplySenders(app);
  const account = { network: 'bluesky', identifier: 'acme.example', password: 'secret' };
  await connectAccount(app, systemActor, account);
  dispatcher = new Dispatcher(app, stopping.signal, { pollMs: 50 });
  await app.jobs.work({ ...inboxFeature.jobs?.(app), ...routingFeature.jobs?.(app) }, []);
  boss = await made.staff('manager');
  staff = [await made.staff('agent', 'ana@acme.example'), await made.staff('agent', 'ben@acme.example')];
});
after(async () => {
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
  const first =
    staff.find(({ userId }) => userId === items[0]!.assignee?.id) ?? staff.find(({ userId }) => userId)!;
  const owner = (await read(id)).assignee!.id;
  const away = staff.find(({ userId }) => userId === owner)!;
  const other = staff.find(({ userId }) => userId !== owner)!;
  assert.ok(first);

  await answer(away.post(`/api/v1/teams/people/${away.userId}/absences`, {}));
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
  assert.match(
    returned.activity[0]!.text,
    /^Routing: .* did not answer within an hour → .* \(least busy: 0 of 8\)$/,
  );
  const notices = await app.db.query<{ title: string }>('select title from notices where audience = $1', [
    owner,
  ]);
  assert.ok(notices.some(({ title }) => title === 'A conversation went back to the team'));

  const [account] = await ownAccounts(app, 'bluesky');
  await answer(
    other.post(`/api/v1/inbox/${id}/replies`, {
      text: 'Sorry, fixed.',
      postId: returned.thread.at(-1)!.id,
      accountId: account!.id,
      idempotencyKey: 'journey-away-1',
      thenStatus: 'done',
    }),
  );
  await until('the answer stands on the network', () => network.standing.size === 1);
  await settled(
    'nobody is timed any more',
    async () => (await app.db.query('select from routing_owners')).length === 0,
  );
  assert.equal([...network.standing.values()][0]!.times, 1);
  assert.equal((await read(id)).status, 'done');
});

async function isIdle(): Promise<boolean> {
  const rows = await made.app.db.query(
    `select from graphile_worker.jobs where task_identifier like 'routing.%'`,
  );
  return rows.length === 0;
}
