import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { changeConversations, listInbox, tellFollowers } from '#respond/inbox/index.ts';
import { say } from '../inbox/testing/company.ts';
import { fillSeats } from './engine/fill.ts';
import { routeNext } from './engine/route.ts';
import { openOffice } from './testing/office.ts';

const office = await openOffice();
const { app, boss } = office;
after(() => office.company.close());
const CAPACITY = 5;
const agents = await Promise.all(
  ['Ana', 'Ben', 'Cem'].map((name) => office.agent(name, { capacity: CAPACITY })),
);
const team = await office.team('Everybody', { memberIds: agents.map(({ id }) => id) });
await office.rule('All', { all: [] }, { teamId: team.id, assign: {} });

async function worker(): Promise<void> {
  while (await routeNext(app));
}

const all = async () => (await listInbox(app, boss, { status: 'any', sort: 'oldest', limit: 200 })).items;
const loads = async () =>
  agents.map(
    (
      { id },
      _,
      __,
      rows = app.db.query('select from conversations where assignee_id = $1 and status = $2', [id, 'open']),
    ) => rows.then((found) => found.length),
  );

test('two workers, fillers and the news: each conversation is decided once, and nobody gets more than they have room for', async () => {
  for (let at = 0; at < 40; at += 10)
    await office.company.hear(
      ...Array.from({ length: 10 }, (_, i) => say(`did:plc:r${at + i}`, '1', 'acme?')),
    );
  while (await tellFollowers(app));
  await Promise.all([worker(), worker(), fillSeats(app), worker(), fillSeats(app)]);
  assert.deepEqual(
    await Promise.all(await loads()),
    [CAPACITY, CAPACITY, CAPACITY],
    'all places are taken, none twice',
  );
  const moves = await app.db.query<{ count: number }>(
    'select count(*)::int as count from routing_moves group by conversation_id',
  );
  assert.equal(moves.length, 40);
  assert.ok(moves.every(({ count }) => count === 1));
});

test('while agents finish and take work themselves, what rules give never exceeds the room that there was', async () => {
  const mine = (await all()).filter(({ assignee }) => assignee?.id === agents[0]!.id);
  const waiting = (await all()).filter(({ assignee }) => assignee === null);
  const taken = waiting.slice(0, 3).map(({ id }) => id);
  await Promise.all([
    ...mine.map(({ id }) => changeConversations(app, agents[0]!, [id], { status: 'done' })),
    ...taken.map((id) => changeConversations(app, agents[2]!, [id], { assigneeId: agents[2]!.id })),
    fillSeats(app),
    fillSeats(app),
    fillSeats(app),
  ]);
  await fillSeats(app);
  const [ana, ben, cem] = await Promise.all(await loads());
  assert.deepEqual([ana, ben], [CAPACITY, CAPACITY]);
  // Cem took three more by himself: that is his own decision, or came just before the rules looked.
  assert.ok(cem! <= CAPACITY + 3);
  for (const row of await all())
    if (taken.includes(row.id)) assert.equal(row.assignee?.id, agents[2]!.id, 'what somebody took is theirs');
});
