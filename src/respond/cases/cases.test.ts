import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { listInbox, readConversation, tellFollowers, changeConversations } from '#respond/inbox/index.ts';
import { say } from '../inbox/testing/company.ts';
import { readCaseFacts } from './service/facts.ts';
import { changeCases } from './service/change.ts';
import { readCase } from './service/detail.ts';
import { closeSolved, followUp } from './service/hear.ts';
import { addThreads, removeThreads } from './service/join.ts';
import { countCases, listCases } from './service/list.ts';
import { caseOfConversation, openCase } from './service/open.ts';
import { saveType } from './service/types.ts';
import { undoCaseChange } from './service/undo.ts';
import { openCaseDesk } from './testing/desk.ts';

const desk = await openCaseDesk();
const { app, ana, ben, customer, company } = desk;
after(() => company.close());

const settle = async () => {
  while (await tellFollowers(app));
};
const open = async (conversationIds: string[], title?: string) =>
  (await openCase(app, ana, { conversationIds, title })).ids[0]!;
const listed = async (q: string) =>
  (await listCases(app, ana, { status: 'any', sort: 'updated', limit: 50, q })).items;

test('a conversation becomes a case with a number, and says so everywhere', async () => {
  const { id } = await customer('acme, my line is dead');
  const { ids, undo } = await openCase(app, ana, { conversationIds: [id] });
  const detail = await readCase(app, ana, ids[0]!);
  assert.ok(detail.number > 1000);
  assert.deepEqual(
    [
      detail.title,
      detail.hasOwnTitle,
      detail.status,
      detail.threads,
      detail.threadsOf[0]!.posts.length,
      detail.networks,
    ],
    ['acme, my line is dead', false, 'open', 1, 1, ['bluesky']],
  );
  const row = (await readConversation(app, ana, id)).case;
  assert.deepEqual(row, { id: detail.id, number: detail.number, title: 'acme, my line is dead', threads: 1 });
  assert.deepEqual(
    (await listed(`#${detail.number}`)).map((one) => one.id),
    [detail.id],
  );
  await assert.rejects(openCase(app, ana, { conversationIds: [id] }), { code: 'case.in_other' });
  assert.deepEqual(await caseOfConversation(app, ana, id), { caseId: detail.id, isNew: false });
  const facts = await readCaseFacts(app, [id]);
  assert.equal(facts.get(id)!.number, detail.number);

  const undone = await undoCaseChange(app, ben, undo);
  assert.deepEqual(await listed(String(detail.number)), []);
  assert.equal((await readConversation(app, ana, id)).case, null);
  await assert.rejects(readCase(app, ana, detail.id), { code: 'case.not_found' });
  await undoCaseChange(app, ben, undone.undo);
  assert.equal(
    (await readCase(app, ana, detail.id)).number,
    detail.number,
    'done again, it is the same case',
  );
});

test('what is done to a case is done to all its conversations, and taken back at once', async () => {
  const [one, two] = [await customer('acme 1', 30), await customer('acme 2', 10)];
  const id = await open([one.id, two.id], 'Both');
  const { undo } = await changeCases(app, ana, [id], {
    handling: { assigneeId: ben.id, addLabels: ['VIP'] },
    status: 'waiting',
  });
  for (const { id: conversation } of [one, two]) {
    const row = await readConversation(app, ana, conversation);
    assert.deepEqual([row.assignee?.id, row.labels, row.status], [ben.id, ['VIP'], 'waiting']);
  }
  const detail = await readCase(app, ana, id);
  assert.deepEqual(
    [detail.status, detail.assignees, detail.labels],
    ['waiting', [{ id: ben.id, name: 'Ben' }], ['VIP']],
  );
  assert.ok(detail.history.some((line) => line.text === 'Ana assigned all its conversations to Ben'));
  await undoCaseChange(app, ana, undo);
  assert.deepEqual((await readConversation(app, ana, one.id)).assignee, null);
  assert.equal((await readCase(app, ana, id)).status, 'open');
});

test('the inbox shows a case once, and what is done there moves the case', async () => {
  const [one, two] = [await customer('acme a', 90), await customer('acme b', 5)];
  const id = await open([one.id, two.id]);
  const rows = (await listInbox(app, ana, { status: 'open', sort: 'priority', limit: 200 })).items;
  assert.deepEqual(
    rows.filter((row) => row.case?.id === id).map((row) => [row.id, row.case!.threads]),
    [[one.id, 2]],
  );
  await changeConversations(app, ana, [one.id, two.id], { status: 'done' });
  await settle();
  const detail = await readCase(app, ana, id);
  assert.equal(detail.status, 'solved');
  assert.ok(detail.solvedAt);
  assert.ok(detail.history.some((line) => line.text === 'Rapport solved it: all conversations are done'));
  await company.hear(say(two.author, '1', 'acme b', { minutesAgo: 5 }));
  await company.hear(
    say(two.author, '2', 'acme, it is back', {
      minutesAgo: 0,
      rootExternalId: `at://${two.author}/app.bsky.feed.post/1`,
      parentExternalId: `at://${two.author}/app.bsky.feed.post/1`,
    }),
  );
  await settle();
  assert.equal((await readCase(app, ana, id)).status, 'open', 'a new message opens it again');
});

test('a case is solved only when what the company asks for is filled', async () => {
  const field = {
    key: 'cause',
    label: 'Cause',
    kind: 'choice' as const,
    choices: ['ours', 'theirs'],
    isRequired: true,
    isShown: false,
  };
  const type = await saveType(app, ben, undefined, {
    name: 'Fault',
    description: '',
    fields: [field],
    isDefault: false,
    position: 1,
  });
  const { id: conversation } = await customer();
  const [id] = (await openCase(app, ana, { conversationIds: [conversation], typeId: type.id })).ids;
  await assert.rejects(changeCases(app, ana, [id!], { status: 'solved' }), { code: 'case.fields_missing' });
  assert.equal((await readConversation(app, ana, conversation)).status, 'open', 'nothing was done halfway');
  await changeConversations(app, ana, [conversation], { status: 'done' });
  await settle();
  const half = await readCase(app, ana, id!);
  assert.deepEqual([half.status, half.missing], ['open', ['Cause']]);
  await assert.rejects(changeCases(app, ana, [id!], { fields: { cause: 'nobody' } }), {
    code: 'case.field_invalid',
  });
  await assert.rejects(changeCases(app, ana, [id!], { fields: { colour: 'red' } }), {
    code: 'case.field_invalid',
  });
  await changeCases(app, ana, [id!], { fields: { cause: 'ours' } });
  const whole = await readCase(app, ana, id!);
  assert.deepEqual([whole.status, whole.values, whole.missing], ['solved', { cause: 'ours' }, []]);
  await assert.rejects(
    saveType(app, ben, undefined, {
      name: 'fault',
      description: '',
      fields: [],
      isDefault: false,
      position: 1,
    }),
    { code: 'case.type_name_taken' },
  );
});

test('after days a solved case is closed; what the customer writes then is a follow-up', async () => {
  const { id: conversation, author } = await customer('acme again');
  const id = await open([conversation]);
  await changeCases(app, ana, [id], { status: 'solved' });
  await closeSolved(app);
  assert.equal((await readCase(app, ana, id)).status, 'solved', 'not before its time');
  await app.db.query(`update cases set solved_at = now() - interval '8 days' where id = $1`, [id]);
  await closeSolved(app);
  assert.equal((await readCase(app, ana, id)).status, 'closed');
  await settle();
  const root = `at://${author}/app.bsky.feed.post/1`;
  await company.hear(
    say(author, '2', 'acme, and again', { minutesAgo: 0, rootExternalId: root, parentExternalId: root }),
  );
  await settle();
  const jobs = await app.db.query<{ payload: { conversationId: string } }>(
    `select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'cases.follow-up'`,
  );
  assert.ok(jobs.some(({ payload }) => payload.conversationId === conversation));
  await followUp(app, conversation);
  await followUp(app, conversation);
  const old = await readCase(app, ana, id);
  const [link] = old.links;
  assert.deepEqual(
    [old.status, link!.kind, link!.isUp, old.links.length],
    ['closed', 'follow-up-of', false, 1],
  );
  assert.deepEqual(
    old.threadsOf.map(({ hasLeft, posts }) => [hasLeft, posts.map((post) => post.text)]),
    [[true, ['acme again']]],
  );
  const fresh = await readCase(app, ana, link!.case.id);
  assert.deepEqual([fresh.status, fresh.threadsOf[0]!.posts.length], ['open', 2]);
  await changeCases(app, ana, [id], { status: 'open' });
  assert.equal((await readCase(app, ana, id)).status, 'open', 'a colleague may open what was closed');
});

test('conversations come and go, and the number of a merged or unknown case leads where it should', async () => {
  const [one, two] = [await customer('acme x'), await customer('acme y')];
  const id = await open([one.id]);
  const added = await addThreads(app, ana, id, [two.id]);
  assert.equal((await readCase(app, ana, id)).threads, 2);
  await undoCaseChange(app, ana, added.undo);
  assert.equal((await readCase(app, ana, id)).threads, 1);
  await assert.rejects(removeThreads(app, ana, id, [two.id]), { code: 'case.not_in' });
  await removeThreads(app, ana, id, [one.id]);
  assert.deepEqual(
    [(await readCase(app, ana, id)).threads, (await readCase(app, ana, id)).title],
    [0, `Case ${(await readCase(app, ana, id)).number}`],
  );
  assert.deepEqual(await listed('#999999999999999'), []);
  assert.deepEqual(await listed('0'), []);
});

test('two colleagues who make a case of the same conversation get one', async () => {
  const { id } = await customer();
  const made = await Promise.allSettled([
    openCase(app, ana, { conversationIds: [id] }),
    openCase(app, ben, { conversationIds: [id] }),
  ]);
  assert.equal(made.filter((one) => one.status === 'fulfilled').length, 1);
  const cases = await app.db.query(`select from case_threads where conversation_id = $1 and until is null`, [
    id,
  ]);
  assert.equal(cases.length, 1);
});

test('lists: views, filters, order, pages, counts and words', async () => {
  const { id: conversation } = await customer('acme: a purple giraffe ate my router');
  const id = await open([conversation], 'Zoo incident');
  assert.deepEqual(
    (await listed('giraffe')).map((row) => row.id),
    [id],
  );
  assert.deepEqual(
    (await listed('zoo inci')).map((row) => row.id),
    [id],
    'words begin as typed',
  );
  const ask = (more: object) => listCases(app, ana, { status: 'any', sort: 'updated', limit: 200, ...more });
  await changeCases(app, ana, [id], { handling: { assigneeId: ana.id, addLabels: ['Zoo'] } });
  assert.deepEqual(
    (await ask({ assignee: 'me' })).items.map((row) => row.id),
    [id],
  );
  assert.deepEqual(
    (await ask({ label: 'zoo', network: 'bluesky' })).items.map((row) => row.id),
    [id],
  );
  assert.deepEqual((await ask({ label: 'zoo', status: 'solved' })).items, []);
  assert.ok((await ask({ assignee: 'nobody' })).items.every((row) => row.assignees.length === 0));
  const counts = await countCases(app, ana);
  assert.equal(counts.mine, 1);
  for (const sort of ['updated', 'priority'] as const) {
    const whole = (await ask({ sort })).items.map((row) => row.id);
    const paged: string[] = [];
    for (let cursor: string | undefined, isFirst = true; isFirst || cursor; isFirst = false) {
      const page = await ask({ sort, limit: 3, cursor });
      paged.push(...page.items.map((row) => row.id));
      cursor = page.nextCursor;
    }
    assert.deepEqual(paged, whole);
    assert.equal(new Set(paged).size, paged.length);
  }
  for (const hostile of ["giraffe'); drop table cases; --", '&|!():*', String.raw`zoo\'`, '\u0000x', '"""']) {
    await listed(hostile).catch((error: { code?: string }) =>
      assert.equal(error.code, 'inbox.query_invalid'),
    );
  }
  await assert.rejects(ask({ cursor: 'x' }), { code: 'http.cursor_invalid' });
});

test('a colleague who was slower is told so', async () => {
  const { id: conversation } = await customer();
  const id = await open([conversation]);
  const { version } = await readCase(app, ana, id);
  await changeCases(app, ana, [id], { title: 'Faster', version });
  await assert.rejects(changeCases(app, ben, [id], { title: 'Slower', version }), { code: 'case.conflict' });
  assert.equal((await readCase(app, ana, id)).title, 'Faster');
});
