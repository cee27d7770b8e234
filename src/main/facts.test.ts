import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { listTypes, openCase } from '#respond/cases/index.ts';
import { factsOf, readCatalogue, readCondition } from '#respond/conditions/index.ts';
import { say } from '../respond/inbox/testing/company.ts';
import { openDesk } from '../respond/inbox/testing/desk.ts';
import { addFactsOfFeatures } from './facts.ts';

const { company, ana, of, somebody } = await openDesk();
const { app } = company;
addFactsOfFeatures(app);
after(() => company.close());

test('a condition may ask for the case of a conversation; without one it is not known', async () => {
  const [customer, other] = [somebody(), somebody()];
  await company.hear(say(customer, '1', 'acme?'), say(other, '1', 'acme?'));
  const [type] = await listTypes(app);
  const { id } = await of(customer);
  await openCase(app, ana, { conversationIds: [id], typeId: type!.id });
  const facts = await factsOf(app, [id, (await of(other)).id]);
  assert.deepEqual([facts.get(id)!['case.type'], facts.get(id)!['case.status']], [type!.id, 'open']);
  assert.equal(facts.get((await of(other)).id)!['case.type'], undefined);
  await readCondition(app, { fact: 'case.type', op: 'is', value: type!.id });
  await assert.rejects(
    readCondition(app, { fact: 'case.type', op: 'is', value: 'ctype_gone' }),
    /has no value/,
  );
});

test('a condition may ask for what is promised; without a promise nothing is late', async () => {
  const catalogue = await readCatalogue(app);
  for (const name of ['promise.minutes', 'promise.soon', 'promise.late'])
    assert.ok(catalogue.has(name), name);
  const customer = somebody();
  await company.hear(say(customer, '1', 'acme?'));
  const { id } = await of(customer);
  assert.equal((await factsOf(app, [id])).get(id)!['promise.late'], undefined);
});

test('every fact has one name, whoever brings it', async () => {
  const names = [...(await readCatalogue(app)).keys()];
  assert.equal(new Set(names).size, names.length);
  for (const { label, group } of (await readCatalogue(app)).values()) assert.ok(label !== '' && group !== '');
});
