import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { casesFeature, changeCases, openCase } from '#respond/cases/index.ts';
import { changeConversations, noteActivity } from '#respond/inbox/index.ts';
import { promisesFeature, putPolicy } from '#respond/promises/index.ts';
import { testPolicy } from '../../promises/testing/policy.ts';
import { ruleInput } from '../rules/schema.ts';
import { openOffice } from '../testing/office.ts';
import { dryRun } from './dry-run.ts';

const office = await openOffice();
const { app, boss, hear, history, settle } = office;
after(() => office.company.close());
casesFeature.subscribe!(app);
promisesFeature.subscribe!(app);
const ana = await office.agent('Ana');
const care = await office.team('Care');
const rule = (name: string, on: string[], when: object = { all: [] }) =>
  ruleInput.parse({
    name,
    isActive: true,
    on,
    waitMinutes: on.includes('waited') ? 60 : null,
    when: { version: 1, when },
    actions: { labels: [name] },
  });

test('a dry run tries rules on what happened last week, and says what it cannot try', async () => {
  await putPolicy(app, { ...boss, role: 'owner' }, testPolicy({ first: 60 }));
  const id = await hear('acme?', { minutesAgo: 0 });
  const old = await hear('acme, two months ago?', { minutesAgo: 60 * 24 * 60 });
  await changeConversations(app, ana, [id, old], { teamId: care.id });
  await changeConversations(app, ana, [id], { status: 'waiting' });
  await changeConversations(app, ana, [id, old], { status: 'done' });
  await noteActivity(
    app,
    { id: 'customer', name: 'Kim' },
    { conversationId: id, action: 'rated', detail: { rating: 1 } },
  );
  const { ids } = await openCase(app, boss, { conversationIds: [old] });
  await settle();
  await changeCases(app, boss, ids, { status: 'open' });
  await app.db.query(
    'update promise_clocks set warned_at = now(), missed_at = now() where conversation_id = $1',
    [id],
  );
  const before = await history(id);
  const over = {
    all: [
      { fact: 'status', op: 'is', value: 'done' },
      { fact: 'status.before', op: 'is', value: 'open' },
    ],
  };
  const rules = [
    rule('Over', ['status'], over),
    rule('Moved', ['team'], { fact: 'team', op: 'is', value: care.id }),
    rule('Bad', ['rated', 'promise-missed', 'promise-due']),
    rule('Case', ['case-status'], { fact: 'case.status', op: 'is', value: 'open' }),
    rule('Nudge', ['waited', 'labelled']),
  ];
  const told = await dryRun(app, { rules, withDrafts: true });
  assert.deepEqual(
    told.rules.map(({ name, matched, ran }) => [name, matched, ran]),
    [
      ['Over', 0, 1],
      ['Moved', 0, 2],
      ['Bad', 0, 3],
      ['Case', 0, 1],
      ['Nudge', 0, 0],
    ],
    'nothing of it is asked on arrival',
  );
  const of = (trigger: string) => told.events.find((one) => one.trigger === trigger);
  assert.deepEqual(of('rated'), { trigger: 'rated', happened: 1, matched: 1 });
  assert.ok(of('status')!.happened > of('status')!.matched);
  assert.deepEqual(told.untold, ['labelled', 'waited']);
  assert.ok(told.examples.some(({ reason }) => /because the customer rated us 1 of 5 → label/.test(reason)));
  assert.deepEqual(await history(id), before, 'nothing is changed');
});
