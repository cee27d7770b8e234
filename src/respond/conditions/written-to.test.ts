import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { connectorsPort } from '#connectors/kit/index.ts';
import { connectAccount } from '#people/brand/index.ts';
import { conversationPromisesPort } from '#respond/inbox/index.ts';
import { FakeReplies } from '#respond/replies/testing/fake-replies.ts';
import { BRAND, say } from '../inbox/testing/company.ts';
import { openDesk } from '../inbox/testing/desk.ts';
import { readCatalogue } from './index.ts';
import { explainCondition, previewCondition } from './service.ts';

const desk = await openDesk();
const { app, hear, close } = desk.company;
after(close);
app.provide(connectorsPort, {
  sources: new Map(),
  replies: new Map([['bluesky', new FakeReplies().connector]]),
  profiles: new Map(),
  lineParsers: new Map(),
});
const owner = { ...desk.ben, role: 'owner' as const };
await connectAccount(app, owner, { network: 'bluesky', identifier: 'acme.example', password: 'x' });
await hear(
  say('did:plc:named', '1', '@acme my bill', { mentions: [BRAND] }),
  say('did:plc:about', '1', 'the bill of acme'),
);
const [named, about] = [await desk.of('did:plc:named'), await desk.of('did:plc:about')];
const isBrand = { version: 1, when: { fact: 'account', op: 'is', value: BRAND } };

test('conditions tell by which account somebody wrote to us, and are written with its name', async () => {
  const fact = (await readCatalogue(app)).get('account');
  assert.deepEqual(fact?.values, [{ value: BRAND, label: 'acme.example' }]);
  const fits = await explainCondition(app, isBrand, named.id);
  assert.deepEqual([fits?.isMatch, fits?.text], [true, 'account written to is acme.example']);
  assert.equal((await explainCondition(app, isBrand, about.id))?.isMatch, false);
  const preview = await previewCondition(app, isBrand, 'week');
  assert.deepEqual([preview.checked, preview.matched], [2, 1]);
  const gone = { version: 1, when: { fact: 'account', op: 'is', value: 'did:plc:gone' } };
  assert.deepEqual((await previewCondition(app, gone, 'week')).problems, [], 'a rule outlives its account');
});

test('who names us is told from who only speaks about us', async () => {
  const addressed = { version: 1, when: { fact: 'addressed', op: 'is', value: true } };
  const answers = [named, about].map(async ({ id }) => (await explainCondition(app, addressed, id))?.isMatch);
  assert.deepEqual(await Promise.all(answers), [true, false]);
});

test('the queue narrows to one account, and to what is promised and at risk', async () => {
  const ids = async (asked: Parameters<typeof desk.list>[0]) => (await desk.list(asked)).map(({ id }) => id);
  assert.deepEqual(await ids({ account: BRAND }), [named.id]);
  assert.deepEqual(await ids({ account: 'did:plc:other' }), []);
  assert.deepEqual(await ids({ promise: 'soon' }), [], 'nobody keeps promises here');
  app.provide(conversationPromisesPort, {
    read: async () => new Map(),
    atRisk: async (_app, state) => (state === 'missed' ? [about.id, named.id] : [about.id]),
  });
  assert.deepEqual(await ids({ promise: 'soon' }), [about.id]);
  assert.deepEqual((await ids({ promise: 'missed' })).toSorted(), [named.id, about.id].toSorted());
  assert.deepEqual(await ids({ promise: 'missed', account: BRAND }), [named.id]);
  assert.deepEqual(await ids({ promise: 'missed', q: 'bill', account: BRAND }), [named.id]);
  assert.deepEqual(await ids({ promise: 'soon', account: BRAND }), []);
});
