import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { readConversation } from './service/detail.ts';
import { conversationsOfCases, moveToCases, readThreadsOf } from './service/of-case.ts';
import { conversationCasesPort } from './ports.ts';
import { changeConversation } from './service/change.ts';
import { inboxTouches } from './service/touches.ts';
import { BRAND, say, under, uri } from './testing/company.ts';
import { openDesk } from './testing/desk.ts';

const { company, ana, list, of, somebody } = await openDesk();
const { app } = company;
after(() => company.close());

const caseId = `case_${'0'.repeat(26)}`;
const into = (conversationId: string, id: string | null = caseId) => ({
  conversationId,
  caseId: id,
  number: 1042,
});
const move = (...moves: ReturnType<typeof into>[]) => app.db.transaction(() => moveToCases(app, ana, moves));

async function opened(text: string, minutesAgo: number): Promise<string> {
  const author = somebody();
  await company.hear(say(author, '1', text, { minutesAgo }));
  return (await of(author)).id;
}

test('conversations come into a case and leave it; both stand in their history', async () => {
  const id = await opened('acme?', 5);
  assert.deepEqual(await move(into(id)), new Map([[id, null]]));
  assert.deepEqual(await move(into(id)), new Map([[id, caseId]]), 'twice changes nothing');
  const [conversation] = await conversationsOfCases(app, [caseId]);
  assert.equal(conversation!.id, id);
  const [thread] = await readThreadsOf(app, [conversation!]);
  assert.deepEqual([thread!.posts.length, thread!.row.case], [1, null], 'nobody tells of cases yet');
  assert.deepEqual(
    thread!.activity.map((line) => line.text),
    ['Ana put it into case #1042'],
  );
  await move(into(id, null));
  assert.deepEqual(await conversationsOfCases(app, [caseId]), []);
  assert.equal((await readConversation(app, ana, id)).activity[0]!.text, 'Ana took it out of case #1042');
  await assert.rejects(move(into(`conv_${'0'.repeat(26)}`)), { code: 'inbox.not_found' });
});

test('a case stands in the queue once, with its most urgent thread, unless threads are filtered', async () => {
  app.provide(conversationCasesPort, {
    label: async (_app, ids) =>
      new Map(ids.map((id) => [id, { id, number: 1042, title: 'Outage', threads: 3 }])),
  });
  const [young, old, older] = [
    await opened('acme 1', 10),
    await opened('acme 2', 60),
    await opened('acme 3', 90),
  ];
  await move(into(young), into(old), into(older));
  const shown = async (more = {}) =>
    (await list(more)).filter((row) => row.case !== null).map((row) => [row.id, row.case?.threads]);
  assert.deepEqual(await shown({ status: 'open' }), [[older, 3]]);
  assert.deepEqual(await shown({ status: 'open', sort: 'newest' }), [[older, 3]]);
  assert.deepEqual(
    (await shown({ status: 'open', case: caseId })).map(([id]) => id),
    [older, old, young],
  );
  assert.equal((await shown({ network: 'bluesky' })).length, 3);
  await changeConversation(app, ana, older, { status: 'done' });
  assert.deepEqual(await shown({ status: 'open' }), [[old, 3]], 'the next one steps forward');
  assert.deepEqual(await shown({ status: 'done' }), [[older, 3]]);
  await move(into(young, null), into(old, null), into(older, null));
});

test('one timeline over accounts: what they said and what we answered, page by page', async () => {
  const [one, other] = [somebody(), somebody()];
  await company.hear(say(one, '1', 'acme on one account', { minutesAgo: 30 }));
  await company.hear(say(other, '1', 'acme on another account', { minutesAgo: 20 }));
  await company.hear(say(BRAND, `to-${one}`, 'we look at it', { minutesAgo: 10, ...under(uri(one, '1')) }));
  await company.hear(say(somebody(), '1', 'acme, says somebody else', { minutesAgo: 5 }));
  const accounts = [(await of(one)).author.id, (await of(other)).author.id];
  const whole = await inboxTouches.list(app, accounts, { limit: 10 });
  assert.deepEqual(
    whole.map(({ text, isOwn, accountId }) => [text, isOwn, accountId]),
    [
      ['we look at it', true, null],
      ['acme on another account', false, accounts[1]],
      ['acme on one account', false, accounts[0]],
    ],
  );
  assert.equal(whole[0]!.link, `/inbox/${(await of(one)).id}`);
  const rest = await inboxTouches.list(app, accounts, { limit: 10, before: whole[0]!.id });
  assert.deepEqual(rest, whole.slice(1));
  const postIds = whole.map(({ id }) => id);
  await company.hear({
    type: 'delete',
    origin: 'bluesky',
    externalId: uri(other, '1'),
    version: Date.now() * 1000,
  });
  const standing = await inboxTouches.standing(app, postIds);
  assert.deepEqual(
    postIds.map((id) => standing.has(id)),
    [true, false, true],
  );
});
