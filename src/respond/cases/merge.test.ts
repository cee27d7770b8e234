import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { conversationsOfCases } from '#respond/inbox/index.ts';
import { randomFrom } from '../../../test/helpers/random.ts';
import { say } from '../inbox/testing/company.ts';
import { changeCases } from './service/change.ts';
import { readCase } from './service/detail.ts';
import { addCaseNote } from './service/extras.ts';
import { addThreads, mergeCases, removeThreads, splitCase } from './service/join.ts';
import { linkCases, unlinkCases } from './service/link.ts';
import { openCase } from './service/open.ts';
import { undoCaseChange } from './service/undo.ts';
import { openCaseDesk } from './testing/desk.ts';

const desk = await openCaseDesk();
const { app, ana, ben, customer, company } = desk;
after(() => company.close());

type Picture = string[];

/** Everything that people decided, and where every conversation is. */
async function picture(): Promise<Picture> {
  const rows = await app.db.query(
    `select 'case' as what, id, title, type_id, fields::text, solved_at, reopened_at, closed_at, merged_into, true as stands, status from cases where deleted_at is null
     union all select 'thread', conversation_id, case_id, null, null, null, null, null, null, true, null from case_threads where until is null
     union all select 'conversation', id, case_id, status, labels::text, null, null, null, assignee_id, true, null from conversations
     union all select 'link', from_id, to_id, kind, null, null, null, null, null, true, null from case_links order by 1, 2, 3, 4`,
  );
  return rows.map((row) => JSON.stringify(row));
}

test('a merge leads in one direction, shows everything in one place, and comes apart exactly', async () => {
  const [one, two] = [await customer('acme fire'), await customer('acme smoke')];
  const lead = (await openCase(app, ana, { conversationIds: [one.id], title: 'Fire' })).ids[0]!;
  const other = (await openCase(app, ana, { conversationIds: [two.id], title: 'Smoke' })).ids[0]!;
  await addCaseNote(app, ana, other, { text: 'smells' });
  await changeCases(app, ana, [lead], { status: 'solved' });
  const before = await picture();
  const { undo } = await mergeCases(app, ana, lead, [other]);
  const merged = await readCase(app, ana, lead);
  assert.deepEqual(
    [merged.title, merged.threads, merged.notes.map((note) => note.text), merged.status],
    ['Fire', 2, ['smells'], 'open'],
  );
  assert.equal((await readCase(app, ana, other)).id, lead, 'the old address leads to it');
  await assert.rejects(changeCases(app, ana, [other], { title: 'x' }), { code: 'case.merged' });
  await undoCaseChange(app, ben, undo);
  assert.deepEqual(await picture(), before);
  assert.deepEqual(
    (await readCase(app, ana, other)).notes.map((note) => note.text),
    ['smells'],
  );
});

test('a merge takes no more than 500 conversations in all, those of the case that leads among them', async () => {
  const authors = Array.from({ length: 501 }, desk.somebody);
  await company.hear(...authors.map((author) => say(author, '1', 'acme?')));
  const rows = await app.db.query<{ id: string }>(
    'select c.id from conversations c join accounts a on a.id = c.account_id where a.external_id = any($1)',
    [authors],
  );
  const ids = rows.map(({ id }) => id);
  const lead = (await openCase(app, ana, { conversationIds: ids.slice(0, 300) })).ids[0]!;
  const other = (await openCase(app, ana, { conversationIds: ids.slice(300) })).ids[0]!;
  await assert.rejects(mergeCases(app, ana, lead, [other]), { code: 'case.too_many' });
  assert.equal((await conversationsOfCases(app, [lead])).length, 300);
});

test('what a merge cannot be is refused, and changes nothing', async () => {
  const { id } = await customer();
  const only = (await openCase(app, ana, { conversationIds: [id] })).ids[0]!;
  const before = await picture();
  await assert.rejects(mergeCases(app, ana, only, [only]), { code: 'case.merge_self' });
  await assert.rejects(mergeCases(app, ana, only, [`case_${'0'.repeat(26)}`]), { code: 'case.not_found' });
  await assert.rejects(splitCase(app, ana, only, { conversationIds: [id] }), { code: 'case.split_all' });
  assert.deepEqual(await picture(), before);
});

test('links lead nowhere in a circle', async () => {
  const ids: string[] = [];
  for (let n = 0; n < 3; n++)
    ids.push((await openCase(app, ana, { conversationIds: [], title: `C${n}` })).ids[0]!);
  const [a, b, c] = ids as [string, string, string];
  await linkCases(app, ana, [a], b, 'part-of');
  await linkCases(app, ana, [b], c, 'part-of');
  await assert.rejects(linkCases(app, ana, [c], a, 'part-of'), { code: 'case.link_invalid' });
  await assert.rejects(linkCases(app, ana, [a], a, 'part-of'), { code: 'case.link_invalid' });
  await linkCases(app, ana, [c], a, 'caused-by');
  const removed = await unlinkCases(app, ana, [c], a, 'caused-by');
  assert.deepEqual(
    (await readCase(app, ana, c)).links.map((link) => link.kind),
    ['part-of'],
  );
  await undoCaseChange(app, ana, removed.undo);
  assert.equal((await readCase(app, ana, c)).links.length, 2);
});

test('any merges, splits, moves, links and changes, undone from the last to the first, restore everything exactly', async () => {
  const same = (now: Picture, was: Picture, why: string) =>
    assert.deepEqual(
      [now.filter((line) => !was.includes(line)), was.filter((line) => !now.includes(line))],
      [[], []],
      why,
    );
  const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
  console.log(`seed ${seed}`);
  const random = randomFrom(seed);
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!;
  const conversations: string[] = [];
  for (let n = 0; n < 6; n++) conversations.push((await customer(`acme ${n}`)).id);
  const cases: string[] = [];
  for (let n = 0; n < 3; n++)
    cases.push((await openCase(app, ana, { conversationIds: [conversations[n]!] })).ids[0]!);
  const acts = [
    () => mergeCases(app, ana, pick(cases), [pick(cases)]),
    () =>
      splitCase(app, ana, pick(cases), { conversationIds: [pick(conversations)] }).then(
        (made) => (cases.push(made.ids[1]!), made),
      ),
    () => addThreads(app, ana, pick(cases), [pick(conversations)]),
    () => removeThreads(app, ana, pick(cases), [pick(conversations)]),
    () => linkCases(app, ana, [pick(cases)], pick(cases), 'part-of'),
    () =>
      changeCases(app, ana, [pick(cases)], {
        title: pick(['x', 'y', null]),
        status: pick(['open', 'waiting', 'solved', 'closed'] as const),
      }),
    () => changeCases(app, ana, [pick(cases)], { handling: { assigneeId: pick([ana.id, ben.id, null]) } }),
    () =>
      openCase(app, ana, { conversationIds: [pick(conversations)] }).then(
        (made) => (cases.push(made.ids[0]!), made),
      ),
  ];
  const past: { before: Picture; undo: string; after: Picture }[] = [];
  for (let turn = 0; turn < 25; turn++) {
    const before = await picture();
    const made = await pick(acts)().catch((error: { code?: string }) => {
      assert.ok(error.code?.startsWith('case.'), String(error));
      return undefined;
    });
    const now = await picture();
    if (made) past.push({ before, undo: made.undo, after: now });
    else same(now, before, 'what is refused changes nothing');
  }
  assert.ok(past.length > 3, 'something was done');
  for (const { before, undo, after: was } of past.toReversed()) {
    const undone = await undoCaseChange(app, ben, undo);
    same(await picture(), before, 'undone');
    const again = await undoCaseChange(app, ben, undone.undo);
    same(await picture(), was, 'done again, it is as it was');
    await undoCaseChange(app, ben, again.undo);
  }
});
