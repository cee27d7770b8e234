import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { changeConversations, tellFollowers } from '#respond/inbox/index.ts';
import { wakeSnoozed } from '../../inbox/service/wake.ts';
import { readRules, removeRule, saveRule } from '../rules/service.ts';
import { openOffice } from '../testing/office.ts';
import { sweepStill } from './still.ts';

const office = await openOffice();
const { app, boss, hear, row, history, rule, settle } = office;
after(() => office.company.close());
const ana = await office.agent('Ana');
const isOpen = { fact: 'status', op: 'is', value: 'open' };
const label = (name: string) => ({ labels: [name] });
const every = (waitMinutes: number) => ({ on: ['waited'], waitMinutes });

/** Time goes on; nobody does anything. */
async function pass(minutes: number): Promise<number> {
  const back = `- make_interval(mins => ${minutes})`;
  await app.db.query(`update routing_still set since = date_trunc('milliseconds', since ${back})`);
  await app.db.query(`update routing_sweeps set until = until ${back}`);
  const count = await sweepStill(app);
  await settle();
  return count;
}

test('a rule of time runs once for each time in which nothing happened', async () => {
  const id = await hear('acme, before there was a rule', { minutesAgo: 2 });
  const old = await hear('acme, long before', { minutesAgo: 5000 });
  await rule('Nudge', isOpen, { ...label('still'), notify: [boss.id] }, every(120));
  assert.equal(await sweepStill(app), 0);
  assert.equal(await pass(100), 0);
  assert.equal(
    await pass(30),
    1,
    'what waited when the rule came waits on; what had waited longer is left alone',
  );
  assert.deepEqual([(await row(id)).labels, (await row(old)).labels], [['still'], []]);
  assert.equal(
    (await history(id))[0],
    'Routing: rule ‘Nudge’, because nothing happened for 2 hours → label “still”, Bo told',
  );
  assert.equal(await pass(500), 0, 'what the rule did is no news of a person');
  await changeConversations(app, ana, [id], { removeLabels: ['still'] });
  await settle();
  assert.equal(await pass(119), 0);
  assert.equal(await pass(2), 1, 'somebody did something, and then nobody again');
  assert.deepEqual((await row(id)).labels, ['still']);
});

test('a snooze that ends is nothing that happens', async () => {
  const id = await hear('acme, later?');
  await changeConversations(app, ana, [id], {
    status: 'snoozed',
    snoozedUntil: new Date(Date.now() + 3_600_000),
  });
  await settle();
  await pass(90);
  await app.db.query(
    `update conversations set snoozed_until = now() - make_interval(secs => 1) where id = $1`,
    [id],
  );
  assert.equal(await wakeSnoozed(app, new AbortController().signal), 1);
  await settle();
  await pass(40);
  assert.deepEqual([(await row(id)).status, (await row(id)).labels], ['open', ['still']]);
});

test('what happens between the look and the decision lets it go, and so does the end', async () => {
  const [moved, done] = [await hear('acme, one?'), await hear('acme, two?')];
  await pass(110);
  await app.db.query(`update routing_still set since = since - interval '20 minutes'`);
  await app.db.query(`update routing_sweeps set until = until - interval '20 minutes'`);
  await changeConversations(app, ana, [done], { status: 'done' });
  while (await tellFollowers(app));
  assert.equal(await sweepStill(app), 1);
  await changeConversations(app, ana, [moved], { assigneeId: ana.id });
  await settle();
  assert.deepEqual([(await row(moved)).labels, (await row(done)).labels], [[], []]);
});

test('a look that is cut off begins where the last one ended', async () => {
  const id = await hear('acme, three?');
  await app.db.query(
    `update routing_still set since = since - interval '121 minutes' where conversation_id = $1`,
    [id],
  );
  await app.db.query(`update routing_sweeps set until = until - interval '1 minute'`);
  const cut = app.db.transaction(async () => {
    assert.equal(await sweepStill(app), 1);
    throw new Error('killed');
  });
  await assert.rejects(cut, /killed/);
  assert.deepEqual(
    await Promise.all([sweepStill(app), sweepStill(app)]).then((all) => all.toSorted()),
    [0, 1],
  );
  await settle();
  assert.deepEqual((await row(id)).labels, ['still']);
});

test('another time begins anew, and without such rules nothing is kept', async () => {
  const { rules, revision } = await readRules(app);
  const { id, ...input } = rules[0]!;
  await saveRule(app, boss, revision, { ...input, waitMinutes: 10 }, id);
  assert.equal(await sweepStill(app), 0, 'what had waited longer than ten minutes before is left alone');
  await removeRule(app, boss, revision + 1, id);
  await hear('acme, four?');
  assert.deepEqual(await app.db.query('select from routing_still'), []);
});
