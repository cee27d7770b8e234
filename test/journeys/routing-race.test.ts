/** Two machines that route at once: every conversation is decided once, and nobody gets more than they have room for. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type App, createApp } from '#platform/app/index.ts';
import { createBus } from '#platform/bus/index.ts';
import { createDb } from '#platform/db/index.ts';
import { createJobs } from '#platform/jobs/index.ts';
import { saveProfile, saveTeam, teamInput } from '#people/teams/index.ts';
import { followConversations, inboxFeature, listInbox, tellFollowers } from '#respond/inbox/index.ts';
import { readRules, routingFeature, ruleInput, saveRule } from '#respond/routing/index.ts';
import { say } from '../../src/respond/inbox/testing/company.ts';
import { openDesk } from '../../src/respond/inbox/testing/desk.ts';
import { until } from '../helpers/app.ts';

const CAPACITY = 6;
const COUNT = 60;
const { company, ben: boss, somebody } = await openDesk();
const { app } = company;
let other: App;
const heard: string[] = [];

before(async () => {
  const url = (await app.db.query<{ name: string }>('select current_database() as name'))[0]!.name;
  other = await secondMachine(url);
  for (const machine of [app, other]) {
    routingFeature.subscribe!(machine);
    followConversations(machine, {
      name: 'test.count',
      handle: async (_app, news) =>
        void heard.push(
          ...news.flatMap(({ kind, conversationId }) => (kind === 'opened' ? conversationId : [])),
        ),
    });
    await machine.jobs.work({ ...inboxFeature.jobs?.(machine), ...routingFeature.jobs?.(machine) }, []);
  }
});
after(async () => {
  await other.jobs.stop();
  await other.bus.close();
  await other.db.close();
  await company.close();
});

/** The same program on another machine: connections, bus and queue of its own on the same database. */
async function secondMachine(name: string): Promise<App> {
  const url = new URL(app.config.databaseUrl!);
  url.pathname = `/${name}`;
  const { config, log, clock, outward, secrets } = app;
  const db = createDb({ url: url.href, max: 6, log });
  const bus = await createBus({ url: url.href, db, log, clock });
  const jobs = createJobs({ db, log, concurrency: 2 });
  return createApp({ config, log, clock, db, bus, jobs, outward, secrets });
}

test('two machines, sixty conversations, four agents with room for six', async () => {
  const agents = await Promise.all(['A', 'B', 'C', 'D'].map((name) => company.agent(name)));
  for (const { id } of agents)
    await saveProfile(app, boss, id, { skills: [], languages: [], capacity: CAPACITY, calendarId: null });
  const team = await saveTeam(
    app,
    boss,
    teamInput.parse({ name: 'All', memberIds: agents.map(({ id }) => id) }),
  );
  const rule = ruleInput.parse({
    name: 'All',
    isActive: true,
    when: { version: 1, when: { all: [] } },
    actions: { teamId: team.id, assign: {} },
  });
  await saveRule(app, boss, (await readRules(app)).revision, rule);

  const telling = { isOver: false };
  const tell = async (machine: App) => {
    while (!telling.isOver) {
      await tellFollowers(machine);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  };
  const told = Promise.all([tell(app), tell(other)]);
  for (let at = 0; at < COUNT; at += 4)
    await company.hear(...Array.from({ length: 4 }, () => say(somebody(), '1', 'acme?')));
  const decided = () =>
    app.db.query<{ count: number }>(
      'select count(*)::int as count from routing_moves group by conversation_id',
    );
  await until('everything is decided', async () => (await decided()).length === COUNT, 30_000);
  telling.isOver = true;
  await told;
  assert.ok(
    (await decided()).every(({ count }) => count === 1),
    'each once',
  );
  assert.equal(new Set(heard).size, heard.length, 'no news was told twice');
  const { items } = await listInbox(app, boss, { status: 'open', sort: 'oldest', limit: 200 });
  const loads = agents.map(({ id }) => items.filter(({ assignee }) => assignee?.id === id).length);
  assert.deepEqual(loads, [CAPACITY, CAPACITY, CAPACITY, CAPACITY]);
  const lines = await app.db.query<{ count: number }>(
    `select count(*)::int as count from conversation_activity where action = 'explained' group by conversation_id`,
  );
  assert.ok(lines.length === COUNT && lines.every(({ count }) => count === 1), 'one line of history each');
});
