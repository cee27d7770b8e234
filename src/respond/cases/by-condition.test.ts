import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { addFacts, conversationConditions } from '#respond/conditions/index.ts';
import { changeConversations, conversationConditionsPort, saveView } from '#respond/inbox/index.ts';
import { caseFacts } from './conditions.ts';
import { listCases, listTypes, openCase, saveType } from './index.ts';
import { typeInput } from './schema.ts';
import { countCaseView, countCaseViews } from './service/views.ts';
import { findCases } from './service/by-condition.ts';
import { openCaseDesk } from './testing/desk.ts';

const { app, ana, ben, customer, company } = await openCaseDesk();
after(() => company.close());
app.provide(conversationConditionsPort, conversationConditions);
addFacts(app, caseFacts);
const billing = await saveType(app, ben, undefined, typeInput.parse({ name: 'Billing' }));
const general = (await listTypes(app)).find(({ isDefault }) => isDefault);
const q = (fact: string, op: string, value?: unknown) => ({ fact, op, value });

/** A case of conversations with these labels. */
async function made(typeId: string, ...labels: string[][]): Promise<string> {
  const ids: string[] = [];
  for (const addLabels of labels) {
    const { id } = await customer();
    if (addLabels.length > 0) await changeConversations(app, ana, [id], { addLabels });
    ids.push(id);
  }
  return (await openCase(app, ana, { conversationIds: ids, typeId })).ids[0]!;
}
const both = await made(billing.id, ['refund'], ['vip']);
const refund = await made(billing.id, ['refund']);
const plain = await made(general!.id, []);
const list = async (when: unknown, more: object = {}) => {
  const asked = {
    status: 'any',
    sort: 'updated',
    limit: 50,
    condition: { version: 1, when },
    ...more,
  } as const;
  return (await listCases(app, ana, asked)).items.map(({ id }) => id).toSorted();
};

test('a case is found by any of its conversations', async () => {
  assert.deepEqual(await list(q('label', 'has-any-of', ['refund'])), [both, refund].toSorted());
  assert.deepEqual(
    await list({ all: [q('case.type', 'is', billing.id), q('label', 'has-any-of', ['VIP'])] }),
    [both],
  );
  assert.deepEqual(await list({ none: [q('label', 'known')] }), [plain]);
  const apart = { all: [q('label', 'has-any-of', ['vip']), q('label', 'has-any-of', ['refund'])] };
  assert.deepEqual(await list(apart), [], 'one conversation has to meet all of it');
  assert.deepEqual(await list({ all: [] }, { type: general!.id }), [plain], 'filters go on top');
});

test('a saved view of cases lists and counts by its condition', async () => {
  const condition = { version: 1, when: q('case.type', 'is', billing.id) };
  const view = await saveView(app, ana, {
    kind: 'cases',
    name: 'Billing',
    query: { status: 'any' },
    isShared: true,
    condition,
  });
  assert.equal((await countCaseViews(app, ben)).counts[view.id], 2);
  const page = await listCases(app, ben, { status: 'any', sort: 'priority', limit: 1, view: view.id });
  assert.ok(page.nextCursor && page.looked);
  const rest = await listCases(app, ben, {
    status: 'any',
    sort: 'priority',
    limit: 1,
    view: view.id,
    cursor: page.nextCursor,
  });
  const seen = [...page.items, ...rest.items].map(({ id }) => id);
  assert.deepEqual([seen.toSorted(), rest.nextCursor], [[both, refund].toSorted(), undefined]);
  const counted = await countCaseView(app, ana, { query: {}, condition });
  assert.deepEqual([counted.count, counted.isAtLeast], [2, false]);
  await assert.rejects(countCaseView(app, ana, { query: { status: 'lost' }, condition: null }), {
    code: 'case.view_invalid',
  });
});

test('a conversation that is gone brings its case into no list', async () => {
  const gone = await customer();
  const kept = await customer();
  await changeConversations(app, ana, [gone.id], { addLabels: ['gone'] });
  const { ids } = await openCase(app, ana, { conversationIds: [gone.id, kept.id] });
  const asked = q('label', 'has-any-of', ['gone']);
  assert.deepEqual(await list(asked), ids);
  await app.db.query('update conversations set is_gone = true where id = $1', [gone.id]);
  assert.deepEqual(await list(asked), []);
});

test('when the time is over it says where to go on', async () => {
  const read = await conversationConditions.read(app, [q('label', 'has-any-of', ['refund'])]);
  const filter = { statuses: ['open'] as const, facets: [], sort: 'updated' as const, limit: 5 };
  const found = await findCases(app, read, filter, -1);
  assert.deepEqual([found.rows.length, found.isBounded], [2, false], 'all of it was looked at in one step');
});
