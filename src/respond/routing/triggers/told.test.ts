import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import {
  caseObserverPort,
  casesFeature,
  changeCases,
  labelCases,
  openCase,
  saveType,
} from '#respond/cases/index.ts';
import { changeConversations, conversationCasesPort } from '#respond/inbox/index.ts';
import { promiseObserverPort, promisesFeature, putPolicy } from '#respond/promises/index.ts';
import { ratingObserverPort, recordRating, tellNoCall } from '#respond/satisfaction/index.ts';
import { watchPromises } from '../../promises/service/watch.ts';
import { testPolicy } from '../../promises/testing/policy.ts';
import { readRules, removeRule } from '../rules/service.ts';
import { openOffice } from '../testing/office.ts';
import { caseTriggers, promiseTriggers, ratingTriggers } from './told.ts';

const office = await openOffice();
const { app, boss, hear, row, history, rule, settle } = office;
after(() => office.company.close());
casesFeature.subscribe!(app);
promisesFeature.subscribe!(app);
app.provide(conversationCasesPort, { label: labelCases });
app.provide(caseObserverPort, caseTriggers);
app.provide(promiseObserverPort, promiseTriggers);
app.provide(ratingObserverPort, ratingTriggers);
const ana = await office.agent('Ana');
const owner = { ...boss, role: 'owner' as const };
const on = (...triggers: string[]) => ({ on: triggers });
const is = (fact: string, value: unknown) => ({ fact, op: 'is', value });

test('a bad rating, and a call that did not come, are heard also where the conversation is done', async () => {
  await rule('Sorry', { all: [] }, { status: 'open', labels: ['sorry'] }, on('rated'));
  await rule('Worst', is('rating', 1), { labels: ['worst'] }, on('rated'));
  const id = await hear('acme?');
  await changeConversations(app, ana, [id], { status: 'done' });
  await settle();
  const rate = (rating: number) =>
    app.db.transaction(() =>
      recordRating(app, {
        conversationIds: [id],
        caseId: null,
        source: 'page',
        rating,
        text: null,
        askId: null,
      }),
    );
  await rate(3);
  await settle();
  assert.deepEqual((await row(id)).labels, [], 'three of five is no bad one');
  await rate(2);
  await settle();
  assert.deepEqual([(await row(id)).status, (await row(id)).labels], ['open', ['sorry']]);
  assert.equal(
    (await history(id))[0],
    'Routing: rule ‘Sorry’, because the customer rated us 2 of 5 → label “sorry”, opened',
  );
  await rate(1);
  await settle();
  assert.deepEqual((await row(id)).labels.toSorted(), ['sorry', 'worst']);
  await app.db.transaction(() => tellNoCall(app, [id]));
  await settle();
  assert.match((await history(id))[0]!, /because the customer said that nobody called back/);
});

test('a case whose status, type or field changes asks for all its conversations', async () => {
  const type = await saveType(app, owner, undefined, {
    name: 'Contract',
    description: '',
    isDefault: false,
    position: 0,
    fields: [
      {
        key: 'plan',
        label: 'Your plan',
        kind: 'choice',
        choices: ['Basic', 'Pro'],
        isRequired: false,
        isShown: false,
      },
    ],
  });
  const changed = { fact: 'case.changed', op: 'has-any-of', value: ['plan'] };
  await rule('Pro', { all: [changed, is('case.field.plan', 'Pro')] }, { labels: ['pro'] }, on('case-field'));
  await rule('Contract', is('case.type', type.id), { labels: ['contract'] }, on('case-type'));
  const solved = { all: [is('case.status.before', 'open'), is('case.status', 'solved')] };
  await rule('Solved', solved, { labels: ['solved'] }, on('case-status'));
  const [one, two] = [await hear('acme, one?'), await hear('acme, two?')];
  const { ids } = await openCase(app, boss, { conversationIds: [one, two] });
  await settle();
  await changeCases(app, boss, ids, { typeId: type.id });
  await changeCases(app, boss, ids, { fields: { plan: 'Basic' } });
  await settle();
  assert.deepEqual((await row(one)).labels, ['contract']);
  await changeCases(app, boss, ids, { fields: { plan: 'Pro' } });
  await settle();
  await changeConversations(app, ana, [one, two], { status: 'done' });
  await settle();
  for (const id of [one, two])
    assert.deepEqual((await row(id)).labels.toSorted(), ['contract', 'pro', 'solved']);
  const because = (await history(one)).find((line) => line.includes('of its case changed'));
  assert.match(because!, /because “Your plan” of its case changed/);
  assert.match((await history(one))[0]!, /because its case changed from open to solved/);
});

test('a rule that changes a case by its conversation is not asked about that again', async () => {
  await rule('Reopen', is('case.status', 'solved'), { status: 'open' }, on('case-status'));
  await rule('Solve', is('case.status', 'open'), { status: 'done' }, on('case-status'));
  const id = await hear('acme, a case?');
  await openCase(app, boss, { conversationIds: [id] });
  await settle();
  await changeConversations(app, ana, [id], { status: 'done' });
  await settle();
  const lines = await history(id);
  assert.ok(
    lines.some((line) => /‘Reopen’ not asked again: what happened came from it/.test(line)),
    lines.join('\n'),
  );
  assert.equal(
    lines.filter((line) => /rules? ‘(?:Re)?[Ss]olve’, because|‘Reopen’, because/.test(line)).length,
    2,
  );
});

test('a promise that is due soon and one that is late are heard once each', async () => {
  for (const { id } of (await readRules(app)).rules)
    await removeRule(app, boss, (await readRules(app)).revision, id);
  await putPolicy(app, owner, testPolicy({ first: 60 }));
  await rule('Soon', is('promise.kind', 'first'), { labels: ['soon'] }, on('promise-due'));
  await rule('Late', { all: [] }, { labels: ['late'] }, on('promise-missed'));
  const id = await hear('acme, a promise?', { minutesAgo: 0 });
  const pass = async (minutes: number) => {
    await app.db.query(
      'update promise_clocks set due_at = now() + make_interval(mins => $1), next_at = now() - make_interval(secs => 1) where ended_at is null',
      [minutes],
    );
    await watchPromises(app, new AbortController().signal);
    await settle();
  };
  await pass(10);
  assert.deepEqual((await row(id)).labels, ['soon']);
  assert.match((await history(id))[0]!, /rule ‘Soon’, because the first answer is due soon/);
  await pass(-1);
  await watchPromises(app, new AbortController().signal);
  await settle();
  assert.deepEqual((await row(id)).labels.toSorted(), ['late', 'soon']);
  const lines = await history(id);
  assert.equal(lines.filter((line) => /because the first answer is late/.test(line)).length, 1);
});
