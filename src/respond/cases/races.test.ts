import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { changeCases } from './service/change.ts';
import { readCase } from './service/detail.ts';
import { addCaseNote, addChecks, addTime, deleteCaseNote, tickCheck } from './service/extras.ts';
import { addThreads, mergeCases, removeThreads, splitCase } from './service/join.ts';
import { linkCases, unlinkCases } from './service/link.ts';
import { listCases } from './service/list.ts';
import { openCase } from './service/open.ts';
import { undoCaseChange } from './service/undo.ts';
import { openCaseDesk } from './testing/desk.ts';

const { app, ana, ben, customer, company } = await openCaseDesk();
after(() => company.close());

const NOBODY = `case_${'0'.repeat(26)}`;
const aCase = async (title?: string, threads = 1) => {
  const conversationIds: string[] = [];
  for (let i = 0; i < threads; i++) conversationIds.push((await customer()).id);
  const { ids, undo } = await openCase(app, ana, { conversationIds, title });
  return { id: ids[0]!, conversationIds, undo };
};
const read = (id: string) => readCase(app, ana, id);
const threadsIn = async (id: string) =>
  (await app.db.query('select from case_threads where case_id = $1 and until is null', [id])).length;
const outcome = (settled: PromiseSettledResult<unknown>[]) =>
  settled.map((one) => (one.status === 'fulfilled' ? 'done' : (one.reason as { code: string }).code)).sort();

test('two who put one conversation into different cases: one of them is told where it is', async () => {
  const [one, two] = [await aCase(), await aCase()];
  const { id } = await customer('acme, whose am I?');
  const settled = await Promise.allSettled([
    addThreads(app, ana, one.id, [id]),
    addThreads(app, ben, two.id, [id]),
  ]);
  assert.deepEqual(outcome(settled), ['case.in_other', 'done']);
  assert.equal(
    (await threadsIn(one.id)) + (await threadsIn(two.id)),
    3,
    'nothing is in two cases, nothing in none',
  );
});

test('two who merge the same pair in opposite directions make one case, not none', async () => {
  const [one, two] = [await aCase('One'), await aCase('Two')];
  const settled = await Promise.allSettled([
    mergeCases(app, ana, one.id, [two.id]),
    mergeCases(app, ben, two.id, [one.id]),
  ]);
  assert.deepEqual(outcome(settled), ['case.merged', 'done']);
  const [a, b] = [await read(one.id), await read(two.id)];
  assert.equal(a.id, b.id, 'both addresses lead to the one that is left');
  assert.equal(a.threads, 2);
});

test('two who link the same pair in opposite directions make no circle', async () => {
  const [one, two] = [await aCase(), await aCase()];
  const settled = await Promise.allSettled([
    linkCases(app, ana, [one.id], two.id, 'part-of'),
    linkCases(app, ben, [two.id], one.id, 'part-of'),
  ]);
  assert.deepEqual(outcome(settled), ['case.link_invalid', 'done']);
});

test('two who undo the same change undo it once', async () => {
  const { id } = await aCase('Before');
  const { undo } = await changeCases(app, ana, [id], { title: 'After' });
  const settled = await Promise.allSettled([undoCaseChange(app, ana, undo), undoCaseChange(app, ben, undo)]);
  assert.deepEqual(outcome(settled), ['case.undo_used', 'done']);
  assert.equal((await read(id)).title, 'Before');
});

test('two who change the same version: the slower is told, whatever they changed', async () => {
  const { id } = await aCase('Once');
  const { version } = await read(id);
  const settled = await Promise.allSettled([
    changeCases(app, ana, [id], { title: 'From Ana', version }),
    changeCases(app, ben, [id], { title: 'From Ben', version }),
  ]);
  assert.deepEqual(outcome(settled), ['case.conflict', 'done']);
});

test('a change can be undone and done again as often as somebody likes', async () => {
  const { id } = await aCase('Zero');
  let { undo } = await changeCases(app, ana, [id], { title: 'One', status: 'waiting' });
  for (let round = 0; round < 6; round++) {
    undo = (await undoCaseChange(app, round % 2 ? ana : ben, undo)).undo;
    const { title, status } = await read(id);
    assert.deepEqual(
      [title, status],
      round % 2 === 0 ? ['Zero', 'open'] : ['One', 'waiting'],
      `round ${round}`,
    );
  }
});

test('what somebody changed since is not undone; what was changed beside it does not stand in the way', async () => {
  const { id } = await aCase('First');
  const { undo } = await changeCases(app, ana, [id], { title: 'Second' });
  await addCaseNote(app, ben, id, { text: 'beside' });
  const later = await changeCases(app, ben, [id], { title: 'Third' });
  await assert.rejects(undoCaseChange(app, ana, undo), { code: 'case.undo_overtaken' });
  assert.equal((await read(id)).title, 'Third');
  await undoCaseChange(app, ben, later.undo);
  await undoCaseChange(app, ana, undo);
  const { title, notes } = await read(id);
  assert.deepEqual([title, notes.length], ['First', 1]);
});

test('tokens of nothing, of another kind and of strangers undo nothing', async () => {
  for (const token of [`cundo_${'0'.repeat(26)}`, `conv_${'0'.repeat(26)}`, '', "' or true --"])
    await assert.rejects(undoCaseChange(app, ana, token), { code: 'case.undo_unknown' });
});

test('links lead in no circle, however long, and each kind is a net of its own', async () => {
  const chain: string[] = [];
  for (let i = 0; i < 5; i++) chain.push((await aCase(`Link ${i}`)).id);
  for (let i = 1; i < chain.length; i++) await linkCases(app, ana, [chain[i - 1]!], chain[i]!, 'caused-by');
  await assert.rejects(linkCases(app, ana, [chain[4]!], chain[0]!, 'caused-by'), {
    code: 'case.link_invalid',
  });
  await assert.rejects(linkCases(app, ana, [chain[2]!], chain[2]!, 'caused-by'), {
    code: 'case.link_invalid',
  });
  await assert.rejects(linkCases(app, ana, [chain[0]!, chain[4]!], chain[1]!, 'caused-by'), {
    code: 'case.link_invalid',
  });
  await linkCases(app, ana, [chain[4]!], chain[0]!, 'follow-up-of');
  await linkCases(app, ana, [chain[0]!], chain[1]!, 'caused-by');
  assert.equal(
    (await read(chain[0]!)).links.filter((link) => link.isUp && link.kind === 'caused-by').length,
    1,
    'the same link again is one link',
  );
  const gone = await unlinkCases(app, ana, [chain[1]!], chain[2]!, 'caused-by');
  await linkCases(app, ana, [chain[4]!], chain[0]!, 'caused-by');
  await unlinkCases(app, ana, [chain[4]!], chain[0]!, 'caused-by');
  await undoCaseChange(app, ben, gone.undo);
  assert.ok((await read(chain[1]!)).links.some((link) => link.isUp && link.case.id === chain[2]));
});

test('a link to nothing is refused, and taking away what is not there changes nothing', async () => {
  const { id } = await aCase();
  await assert.rejects(linkCases(app, ana, [id], NOBODY, 'part-of'), { code: 'case.not_found' });
  await assert.rejects(linkCases(app, ana, [NOBODY], id, 'part-of'), { code: 'case.not_found' });
  await unlinkCases(app, ana, [NOBODY], id, 'part-of');
  assert.deepEqual((await read(id)).links, []);
});

test('the same conversation named twice is put in, split off or taken out once', async () => {
  const { id, conversationIds } = await aCase('Twice', 3);
  const [one, two] = conversationIds as [string, string, string];
  await removeThreads(app, ana, id, [one, one]);
  assert.equal((await read(id)).threads, 2);
  await addThreads(app, ana, id, [one, one]);
  assert.equal((await read(id)).threads, 3);
  const { ids } = await splitCase(app, ana, id, { conversationIds: [two, two] });
  assert.deepEqual([(await read(id)).threads, (await read(ids[1]!)).threads], [2, 1]);
});

test('a conversation of another case is neither split off nor taken out', async () => {
  const [mine, other] = [await aCase('Mine', 2), await aCase('Other')];
  const foreign = [mine.conversationIds[0]!, other.conversationIds[0]!];
  await assert.rejects(splitCase(app, ana, mine.id, { conversationIds: foreign }), { code: 'case.not_in' });
  await assert.rejects(removeThreads(app, ana, mine.id, foreign), { code: 'case.not_in' });
  assert.deepEqual([(await read(mine.id)).threads, (await read(other.id)).threads], [2, 1]);
});

test('a merge into a merged case is refused; merges in a row all lead to the last', async () => {
  const [a, b, c] = [await aCase('A'), await aCase('B'), await aCase('C')];
  const first = await mergeCases(app, ana, b.id, [a.id]);
  await assert.rejects(mergeCases(app, ana, a.id, [c.id]), { code: 'case.merged' });
  const second = await mergeCases(app, ana, c.id, [b.id]);
  assert.equal((await read(a.id)).id, c.id, 'the oldest address, over two steps');
  assert.equal((await read(c.id)).threads, 3);
  await assert.rejects(undoCaseChange(app, ana, first.undo), { code: 'case.undo_overtaken' });
  await undoCaseChange(app, ana, second.undo);
  await undoCaseChange(app, ana, first.undo);
  for (const one of [a, b, c]) assert.equal((await read(one.id)).threads, 1);
});

test('a bulk change is done to all or to none', async () => {
  const [one, two] = [await aCase(), await aCase()];
  await assert.rejects(
    changeCases(app, ana, [one.id, NOBODY, two.id], { handling: { assigneeId: ben.id } }),
    {
      code: 'case.not_found',
    },
  );
  await assert.rejects(changeCases(app, ana, [one.id, two.id], { typeId: `ctype_${'z'.repeat(26)}` }), {
    code: 'case.type_unknown',
  });
  for (const { id } of [one, two]) assert.deepEqual((await read(id)).assignees, []);
});

test('what hangs on a case is found only under its own case', async () => {
  const [one, two] = [await aCase(), await aCase()];
  await addChecks(app, ana, one.id, ['ring back', 'send the part']);
  await addTime(app, ana, one.id, { minutes: 5, what: '', isMeasured: false });
  const [check] = (await read(one.id)).checks;
  await assert.rejects(tickCheck(app, ana, two.id, check!.id, true), { code: 'case.record_not_found' });
  await tickCheck(app, ana, one.id, check!.id, true);
  await tickCheck(app, ben, one.id, check!.id, true);
  const [ticked] = (await read(one.id)).checks;
  assert.equal(ticked!.doneBy, (await read(one.id)).checks[0]!.doneBy);
  assert.ok(ticked!.doneAt);
  const note = await addCaseNote(app, ana, one.id, { text: 'a note' });
  await Promise.allSettled([
    deleteCaseNote(app, ana, note.id, true),
    deleteCaseNote(app, ana, note.id, true),
  ]);
  assert.deepEqual((await read(one.id)).notes, []);
});

test('hostile words stand as they are, and are found again or not at all', async () => {
  for (const title of [
    "Robert'); drop table cases;--",
    '<b>%_\\',
    '\u202eright to left',
    '😀'.repeat(100),
    '#1042',
  ]) {
    const { id } = await aCase(title);
    assert.equal((await read(id)).title, title, 'whole: it is edited again from what is shown');
    await listCases(app, ana, { status: 'any', sort: 'updated', limit: 200, q: title }).then(
      ({ items }) => assert.ok(items.length <= 200),
      (error: { code?: string }) => assert.equal(error.code, 'inbox.query_invalid', title),
    );
  }
});

test('pages end: the last has no cursor, and an empty list is one page', async () => {
  const ask = (more: object) => listCases(app, ana, { status: 'any', sort: 'updated', limit: 200, ...more });
  const all = await ask({});
  assert.equal(all.nextCursor, undefined);
  const exact = await ask({ limit: all.items.length });
  assert.equal(exact.nextCursor, undefined, 'a page that is just full is the last one');
  const short = await ask({ limit: all.items.length - 1 });
  assert.deepEqual(
    (await ask({ limit: 1, cursor: short.nextCursor })).items.map(({ id }) => id),
    [all.items.at(-1)!.id],
  );
  assert.deepEqual(await ask({ label: 'no case has this label' }), { items: [] });
});
