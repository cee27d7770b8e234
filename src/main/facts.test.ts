import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { listTypes, openCase } from '#respond/cases/index.ts';
import { factsOf, readCatalogue, readCondition } from '#respond/conditions/index.ts';
import { say } from '../respond/inbox/testing/company.ts';
import { openDesk } from '../respond/inbox/testing/desk.ts';
import { features } from './features.ts';

const { company, ana, of, somebody } = await openDesk();
const { app } = company;
for (const feature of features) feature.subscribe?.(app);
after(() => company.close());

test('a condition may ask for the case of a conversation; without one it is not known', async () => {
  const [customer, other] = [somebody(), somebody()];
  await company.hear(say(customer, '1', 'acme?'), say(other, '1', 'acme?'));
  const [type] = await listTypes(app);
  const [id, without] = [(await of(customer)).id, (await of(other)).id];
  await openCase(app, ana, { conversationIds: [id], typeId: type!.id });
  const facts = await factsOf(app, [id, without]);
  assert.deepEqual([facts.get(id)!['case.type'], facts.get(id)!['case.status']], [type!.id, 'open']);
  assert.equal(facts.get(without)!['case.type'], undefined);
  await readCondition(app, { fact: 'case.type', op: 'is', value: type!.id });
  await assert.rejects(readCondition(app, { fact: 'case.type', op: 'is', value: 'gone' }), /has no value/);
});

test('what features bring is there, each fact with a label and a group, and none of them is reach, but for watching', async () => {
  const catalogue = await readCatalogue(app);
  for (const name of ['case.type', 'promise.state', 'words', 'team', 'customer.earlier'])
    assert.ok(catalogue.has(name), name);
  for (const { name, label, group, only } of catalogue.values()) {
    assert.ok(label !== '' && group !== '', name);
    assert.equal(/follower|reach/i.test(`${name} ${label}`), only === 'watching', name);
  }
});
