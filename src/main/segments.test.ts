import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { forgetAccounts } from '#people/accounts/index.ts';
import { addClaim, joinByDecision } from '#people/persons/index.ts';
import {
  listSegments,
  pickCustomer,
  removeSegment,
  saveSegment,
  segmentUsesPort,
  segmentsOf,
} from '#people/segments/index.ts';
import { conversationConditions, factsOf } from '#respond/conditions/index.ts';
import {
  changeConversations,
  conversationConditionsPort,
  listInbox,
  saveView,
} from '#respond/inbox/index.ts';
import { openCase } from '#respond/cases/index.ts';
import { recordRating } from '#respond/satisfaction/index.ts';
import { ruleInput, saveRule } from '#respond/routing/index.ts';
import { membersOfSegment, previewSegment } from '../people/segments/look.ts';
import { restoreSegment, tidySegments } from '../people/segments/service.ts';
import { customerFacts } from '../people/segments/sources.ts';
import { until } from '../../test/helpers/app.ts';
import { changeView } from '../respond/inbox/service/views.ts';
import { say } from '../respond/inbox/testing/company.ts';
import { openDesk } from '../respond/inbox/testing/desk.ts';
import { features } from './features.ts';
import { segmentUses } from './segment-uses.ts';

const { company, ana, ben, of, somebody } = await openDesk();
const { app } = company;
for (const feature of features) feature.subscribe?.(app);
app.provide(conversationConditionsPort, conversationConditions);
app.provide(segmentUsesPort, segmentUses);
after(() => company.close());

const q = (fact: string, op: string, value?: unknown) => ({ fact, op, value });
const when = (condition: unknown) => ({ version: 1 as const, when: condition });
const make = (name: string, condition: unknown) =>
  saveSegment(app, ben, {
    name,
    description: '',
    condition: condition === null ? null : when(condition),
  });
const [kim, lee, max] = [somebody(), somebody(), somebody()];
await company.hear(
  say(kim, '1', 'acme, this is terrible, I want my money back!', { minutesAgo: 60, langs: ['en'] }),
  say(kim, '2', 'acme? My router, too', { minutesAgo: 50 }),
  say(lee, '1', 'acme, danke, alles gut', { minutesAgo: 40, langs: ['de'] }),
  say(max, '1', 'The router from acme', { minutesAgo: 30, network: 'mail' }),
);
const rowsOf = async (author: string) =>
  (await listInbox(app, ana, { status: 'any', sort: 'newest', limit: 200 })).items.filter(
    (row) => row.author.externalId === author,
  );
const accountOf = async (author: string) => (await rowsOf(author))[0]!.author.id;
const [a, b, c] = [await accountOf(kim), await accountOf(lee), await accountOf(max)];
const namesIn = async (id: string) => {
  const { items } = await membersOfSegment(app, id, { limit: 50 });
  return items.map(({ accountId }) => accountId).toSorted();
};
/** All members, one a page. */
async function pagesOf(id: string): Promise<string[]> {
  const seen: string[] = [];
  for (let cursor: string | undefined = 'h'; cursor !== undefined;) {
    const page = await membersOfSegment(app, id, { cursor, limit: 1 });
    assert.ok(page.items.length <= 1);
    seen.push(...page.items.map(({ accountId }) => accountId));
    cursor = page.nextCursor;
  }
  return seen;
}

test('facts of a customer come from all stages, and neither names nor reach are among them', async () => {
  const { catalogue, read } = await customerFacts(app);
  for (const name of [
    'networks',
    'conversations',
    'open-complaint',
    'cases',
    'rating',
    'member',
    'member.level',
  ])
    assert.ok(catalogue.has(name), name);
  for (const { name, label } of catalogue.values())
    assert.doesNotMatch(`${name} ${label}`, /reach|follower|handle|\bname\b/i);
  await changeConversations(app, ana, [(await rowsOf(kim))[0]!.id], { addLabels: ['Refund'] });
  await openCase(app, ana, { conversationIds: [(await of(max)).id] });
  const known = await read(
    [
      { key: a, accountIds: [a] },
      { key: c, accountIds: [c] },
    ],
    new Set(catalogue.keys()),
  );
  const [first, last] = [known.get(a)!, known.get(c)!];
  assert.deepEqual(
    [first['conversations'], first['unanswered'], first['labels'], first['networks'], first['member']],
    [2, 2, ['Refund'], ['bluesky'], false],
  );
  assert.deepEqual([first['first-days'], first['cases'], last['cases'], last['open-cases']], [0, 0, 1, 1]);
});

test('a segment is tried before it is saved, and then lists who is in it', async () => {
  const condition = q('conversations', 'at-least', 2);
  const tried = await previewSegment(app, when(condition));
  assert.deepEqual([tried.problems, tried.matched, tried.checked, tried.isAll], [[], 1, 3, true]);
  assert.equal(tried.examples[0]!.accountId, a);
  assert.match(tried.examples[0]!.because.join(), /conversations is at least 2 \(is 2\)/);
  const bad = await previewSegment(app, when(q('followers', 'at-least', 1)));
  assert.match(bad.problems[0]!.message, /no fact “followers”/);
  await assert.rejects(make('X', q('followers', 'at-least', 1)), { code: 'segment.invalid' });

  const id = await make('Regulars', condition);
  assert.deepEqual(await namesIn(id), [a]);
  await assert.rejects(make('regulars', condition), { code: 'segment.name_taken' });
  const two = await Promise.allSettled([make('Twice', null), make('twice', null)]);
  const lost = two.flatMap((one) =>
    one.status === 'rejected' ? [(one.reason as { code?: string }).code] : [],
  );
  assert.deepEqual(lost, ['segment.name_taken']);
  assert.equal((await listSegments(app)).find((one) => one.id === id)!.text, 'conversations is at least 2');
});

test('a colleague picks somebody in or out by hand, for the whole person, and takes it back', async () => {
  let heard = 0;
  const stop = app.bus.on('segment.changed', () => void (heard += 1));
  const id = await make('By hand', q('conversations', 'at-least', 2));
  await pickCustomer(app, ben, id, { accountId: b, isIn: true });
  const pickA = (isIn: boolean | null) => pickCustomer(app, ben, id, { accountId: a, isIn });
  assert.deepEqual(await pickA(false), { before: null });
  assert.deepEqual(await namesIn(id), [b]);
  assert.deepEqual(await pickA(true), { before: false }, 'an undo brings back what was');
  assert.deepEqual(await pickA(null), { before: true });
  assert.deepEqual(await namesIn(id), [a, b].toSorted());
  await pickCustomer(app, ben, id, { accountId: c, isIn: true });
  assert.deepEqual(await pagesOf(id), [...[b, c].toSorted(), a], 'one a page, those picked first');
  const everybody = await make('Everybody', q('conversations', 'at-least', 1));
  assert.deepEqual((await pagesOf(everybody)).toSorted(), [a, b, c].toSorted());
  await pickCustomer(app, ben, id, { accountId: c, isIn: null });
  await until('segments tell each change', () => heard >= 8);
  stop();
  await assert.rejects(pickCustomer(app, ben, id, { accountId: 'acct_none', isIn: true }), {
    code: 'segment.account_unknown',
  });
  const only = await make('Only by hand', null);
  assert.deepEqual(await namesIn(only), []);
  await pickCustomer(app, ben, only, { accountId: c, isIn: true });
  assert.deepEqual(await namesIn(only), [c]);
  await forgetAccounts(app, [c]);
  await tidySegments(app);
  assert.deepEqual((await listSegments(app)).find((one) => one.id === only)!.picked, { in: 0, out: 0 });
});

test('joined accounts are one customer, with what is claimed of each', async () => {
  const id = await make('Vienna', {
    all: [q('claim.city', 'has-any-of', ['vienna']), q('accounts', 'is', 2)],
  })
    .then(() => assert.fail('nobody has a city yet'))
    .catch(async (error: { code?: string }) => {
      assert.equal(error.code, 'segment.invalid');
      await addClaim(app, ana, { accountId: b, key: 'city', value: 'Vienna', confidence: 1 });
      return make('Vienna', { all: [q('claim.city', 'has-any-of', ['vienna']), q('accounts', 'is', 2)] });
    });
  assert.deepEqual((await segmentsOf(app, [a, b])).get(a), (await segmentsOf(app, [a])).get(a));
  const before = await make('Picked before', null);
  await pickCustomer(app, ben, before, { accountId: b, isIn: true });
  await joinByDecision(app, ana, { accountIds: [a, b], leadAccountId: a, reason: 'said so' });
  const found = await segmentsOf(app, [a, b]);
  assert.ok(found.get(a)!.includes(id) && found.get(b)!.includes(id));
  assert.deepEqual(await namesIn(id), [a], 'a person is listed once, under the account that leads');
  assert.deepEqual(await namesIn(before), [a], 'also who was picked before the join');
});

test('rules and views ask for a segment, and while they do it stays', async () => {
  const id = await make('Patient', q('conversations', 'at-least', 1));
  const asks = q('customer.segment', 'has-any-of', [id]);
  const [row] = await rowsOf(kim);
  assert.ok((await factsOf(app, [row!.id])).get(row!.id)!['customer.segment']);
  const view = await saveView(app, ana, {
    name: 'Patient ones',
    query: {},
    isShared: false,
    condition: when(asks),
  });
  const page = await listInbox(app, ana, { status: 'any', sort: 'newest', limit: 50, view: view.id });
  assert.ok(page.items.some(({ id: one }) => one === row!.id));
  await saveRule(
    app,
    ben,
    0,
    ruleInput.parse({ name: 'Patient rule', when: when(asks), actions: { labels: ['patient'] } }),
  );
  await assert.rejects(removeSegment(app, ben, id), (error: Error) => {
    assert.match(error.message, /the rule “Patient rule”.*the view “a colleague’s own view”/);
    return !error.message.includes('Patient ones');
  });
  await changeView(app, ana, view.id, { isShared: true });
  await assert.rejects(removeSegment(app, ben, id), /the view “Patient ones”/);
  const free = await make('Free', null);
  await removeSegment(app, ben, free);
  assert.ok((await listSegments(app)).every((one) => one.id !== free));
  await assert.rejects(removeSegment(app, ben, free), { code: 'segment.not_found' });
});

test('a segment that was removed comes back with whom was picked by hand, unless its name is taken', async () => {
  const [row] = await rowsOf(kim);
  const id = await make('Back again', null);
  const accountId = row!.author.id;
  await pickCustomer(app, ben, id, { accountId, isIn: true });
  const isIn = async () => (await segmentsOf(app, [accountId])).get(accountId)!.includes(id);
  await assert.rejects(restoreSegment(app, ben, id), { code: 'segment.not_found' });
  await removeSegment(app, ben, id);
  assert.equal(await isIn(), false);
  const other = await make('back AGAIN', null);
  await assert.rejects(restoreSegment(app, ben, id), { code: 'segment.restore_name_taken' });
  await removeSegment(app, ben, other);
  await restoreSegment(app, ben, id);
  assert.equal(await isIn(), true);
  await removeSegment(app, ben, id);
  await app.db.query(`update segments set removed_at = now() - interval '31 days' where id = $1`, [id]);
  await tidySegments(app);
  await assert.rejects(restoreSegment(app, ben, id), { code: 'segment.not_found' });
});

test('the last rating counts wherever it was given: also without a question, on the page of a case', async () => {
  const [row] = await rowsOf(kim);
  const content = await make('Content', q('rating', 'at-least', 4));
  const isIn = async () => (await segmentsOf(app, [row!.author.id])).get(row!.author.id)!.includes(content);
  const rate = (rating: number) =>
    app.db.transaction(() =>
      recordRating(app, {
        conversationIds: [row!.id],
        caseId: null,
        source: 'page',
        rating,
        text: null,
        askId: null,
      }),
    );
  await rate(5);
  assert.equal(await isIn(), true);
  await rate(2);
  assert.equal(await isIn(), false);
  await removeSegment(app, ben, content);
});
