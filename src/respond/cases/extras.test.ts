import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { storeFile } from '#platform/files/index.ts';
import { saveView } from '#respond/inbox/index.ts';
import { countCaseViews } from './service/views.ts';
import { factsOf } from '#respond/conditions/index.ts';
import { inboxObserver, tellFollowers } from '#respond/inbox/index.ts';
import { readPosts } from '#listen/posts/index.ts';
import { caseFacts } from './conditions.ts';
import { changeCases } from './service/change.ts';
import { readCase } from './service/detail.ts';
import { dropCasesOf } from './service/drop.ts';
import { exportCase } from './service/export.ts';
import {
  addCaseNote,
  addChecks,
  addFiles,
  addTime,
  deleteCaseNote,
  removeCheck,
  removeTime,
  tickCheck,
} from './service/extras.ts';
import { addMeasured } from './service/measured.ts';
import { followCase } from './service/follow.ts';
import { forgetOldUndos } from './service/hear.ts';
import { mergeCases } from './service/join.ts';
import { casesOfPerson, listCases } from './service/list.ts';
import { openCase } from './service/open.ts';
import { archiveType, saveSettings, saveType, readSettings } from './service/types.ts';
import { undoCaseChange } from './service/undo.ts';
import { openCaseDesk } from './testing/desk.ts';

const { app, ana, ben, customer, company } = await openCaseDesk();
after(() => company.close());

const fresh = async (title = 'A case') =>
  (await openCase(app, ana, { conversationIds: [(await customer()).id], title })).ids[0]!;
const noticesOf = (userId: string, caseId: string) =>
  app.db.query<{ title: string; text: string }>(
    'select title, text from notices where audience = $1 and link = $2 and resolved_at is null order by id',
    [userId, `/cases/${caseId}`],
  );

test('notes name colleagues, who are told; authors and managers delete them, and they come back', async () => {
  const id = await fresh();
  const note = await addCaseNote(app, ana, id, { text: 'please look, @Ben' });
  assert.deepEqual(note.mentions, [{ id: ben.id, name: 'Ben' }]);
  assert.match((await noticesOf(ben.id, id))[0]!.title, /^Ana mentioned you in #\d+ A case$/);
  const other = await company.agent('Cleo');
  await assert.rejects(deleteCaseNote(app, other, note.id, true), { code: 'case.note_not_yours' });
  await deleteCaseNote(app, ben, note.id, true);
  assert.deepEqual((await readCase(app, ana, id)).notes, []);
  await deleteCaseNote(app, ana, note.id, false);
  assert.equal((await readCase(app, ana, id)).notes.length, 1);
  await assert.rejects(deleteCaseNote(app, ana, `note_${'0'.repeat(26)}`, true), {
    code: 'case.note_not_found',
  });
});

test('followers are told what others do, once for each case, and not what they do themselves', async () => {
  const id = await fresh('Followed');
  await followCase(app, ben, id, true);
  await changeCases(app, ben, [id], { title: 'Mine' });
  assert.deepEqual(await noticesOf(ben.id, id), []);
  await changeCases(app, ana, [id], { title: 'Hers' });
  await addTime(app, ana, id, { minutes: 5, what: '', isMeasured: false });
  const told = await noticesOf(ben.id, id);
  assert.deepEqual([told.length, told[0]!.text], [1, 'Ana entered 5 minutes'], 'the words are renewed');
  const followed = await listCases(app, ben, { status: 'any', follower: 'me', sort: 'updated', limit: 10 });
  assert.deepEqual(
    followed.items.map((row) => row.id),
    [id],
  );
  await followCase(app, ben, id, false);
  assert.equal((await readCase(app, ben, id)).isFollowed, false);
  await assert.rejects(followCase(app, ben, `case_${'0'.repeat(26)}`, true), { code: 'case.not_found' });
});

test('measured time is kept for the case, never longer than the clock went on, and not while it is off', async () => {
  const [one, two] = [await fresh('One'), await fresh('Two')];
  const seconds = async (id: string) => (await readCase(app, ana, id)).measuredSeconds;
  await addMeasured(app, ana, [
    { caseId: one, seconds: 50 },
    { caseId: two, seconds: 3000 },
    { caseId: `case_${'0'.repeat(26)}`, seconds: 5 },
  ]);
  assert.deepEqual([await seconds(one), await seconds(two)], [50, 70], 'two minutes at most');
  await addMeasured(app, ana, [{ caseId: one, seconds: 60 }]);
  assert.equal(await seconds(one), 50, 'a second window of the same person adds nothing to the same minute');
  await addMeasured(app, ben, [{ caseId: one, seconds: 60 }]);
  assert.equal(await seconds(one), 110, 'another person does');
  await app.db.query(`update case_measuring set at = at - interval '30 seconds' where user_id = $1`, [
    ana.id,
  ]);
  await addMeasured(app, ana, [{ caseId: one, seconds: 60 }]);
  const counted = await seconds(one);
  assert.ok(counted >= 140 && counted < 150, `${counted}`);
  await mergeCases(app, ana, two, [one]);
  assert.equal(await seconds(two), counted + 70, 'what was merged counts along');
  const { body } = await exportCase(app, ana, two, 'html');
  assert.match(body, /Time measured<\/th><td>4 minutes/);
  await saveSettings(app, ben, { measuresTime: false });
  await app.db.query('delete from case_measuring');
  await addMeasured(app, ana, [{ caseId: two, seconds: 60 }]);
  assert.equal(await seconds(two), counted + 70);
  await saveSettings(app, ben, { measuresTime: true });
  const columns = await app.db.query<{ name: string }>(
    `select column_name as name from information_schema.columns where table_name = 'case_measured' order by 1`,
  );
  assert.deepEqual(
    columns.map((column) => column.name),
    ['case_id', 'seconds'],
    'nobody can be ranked by it',
  );
});

test('saved views of cases are counted', async () => {
  await fresh('Zebra one');
  await fresh('Zebra two');
  const view = await saveView(app, ana, {
    kind: 'cases',
    name: 'Zebras',
    query: { status: 'any', q: 'zebra' },
    isShared: false,
  });
  assert.deepEqual(await countCaseViews(app, ana), { counts: { [view.id]: 2 }, atLeast: [] });
  assert.deepEqual((await countCaseViews(app, ben)).counts, {}, 'of others only what they share');
});

test('checklist, time and files belong to the case, also when it was merged', async () => {
  const [lead, other] = [await fresh('Lead'), await fresh('Other')];
  await addChecks(app, ana, other, ['measure', 'book']);
  await addTime(app, ana, other, { minutes: 30, what: 'phone', isMeasured: false });
  await addTime(app, ben, lead, { minutes: 12, what: '', isMeasured: true });
  const file = await storeFile(app, {
    name: 'bill.txt',
    bytes: Buffer.from('three pounds'),
    purpose: 'case',
  });
  await addFiles(app, ana, other, [file.id]);
  await mergeCases(app, ana, lead, [other]);
  const merged = await readCase(app, ana, lead);
  assert.deepEqual(
    [merged.minutes, merged.checks.map((check) => check.text), merged.files.map((one) => one.name)],
    [42, ['measure', 'book'], ['bill.txt']],
  );
  await tickCheck(app, ben, lead, merged.checks[0]!.id, true);
  const ticked = (await readCase(app, ana, lead)).checks[0]!;
  assert.equal(ticked.doneBy, 'Ben');
  await tickCheck(app, ben, lead, ticked.id, false);
  await removeCheck(app, ana, lead, ticked.id);
  await removeTime(app, ana, lead, merged.times[0]!.id);
  assert.deepEqual(
    [(await readCase(app, ana, lead)).checks.length, (await readCase(app, ana, lead)).times.length],
    [1, 1],
  );
  const foreign = await fresh('Foreign');
  await assert.rejects(tickCheck(app, ana, foreign, merged.checks[1]!.id, true), {
    code: 'case.record_not_found',
  });
  await assert.rejects(removeTime(app, ana, foreign, merged.times[1]!.id), { code: 'case.record_not_found' });
  await assert.rejects(removeCheck(app, ana, foreign, merged.checks[1]!.id), {
    code: 'case.record_not_found',
  });
});

test('a case leaves as JSON or as a page, and that is audited', async () => {
  const id = await fresh('Export <me>');
  const json = await exportCase(app, ana, id, 'json');
  assert.equal((JSON.parse(json.body) as { title: string }).title, 'Export <me>');
  const html = await exportCase(app, ana, id, 'html');
  assert.match(html.name, /^case-\d+\.html$/);
  assert.ok(html.body.includes('Export &lt;me&gt;') && html.body.includes('acme?'));
  const audited = await app.db.query(
    `select from audit_entries where action = 'case.exported' and subject = $1`,
    [id],
  );
  assert.equal(audited.length, 2);
});

test('types: one is the default, names are used once, what is out of use gets no new cases', async () => {
  const input = { name: 'Complaint', description: '', fields: [], isDefault: true, position: 1 };
  const type = await saveType(app, ben, undefined, input);
  await assert.rejects(saveType(app, ben, type.id, { ...input, isDefault: false }), {
    code: 'case.type_default',
  });
  await assert.rejects(archiveType(app, ben, type.id, true), { code: 'case.type_default' });
  const plain = await saveType(app, ben, undefined, { ...input, name: 'Praise', isDefault: false });
  await archiveType(app, ben, plain.id, true);
  await assert.rejects(openCase(app, ana, { conversationIds: [], typeId: plain.id }), {
    code: 'case.type_unknown',
  });
  await archiveType(app, ben, plain.id, false);
  await assert.rejects(archiveType(app, ben, `ctype_${'1'.repeat(26)}`, true), { code: 'case.type_unknown' });
  assert.equal((await readCase(app, ana, await fresh())).type.name, 'Complaint');
  await saveSettings(app, ben, { closeAfterDays: 3 });
  assert.deepEqual(await readSettings(app), { closeAfterDays: 3, measuresTime: true });
});

test('conditions may ask for the type, the status and every field of the case', async () => {
  const field = {
    key: 'plan',
    label: 'Plan',
    kind: 'choice' as const,
    choices: ['S', 'M'],
    isRequired: false,
    isShown: false,
  };
  const type = await saveType(app, ben, undefined, {
    name: 'Sale',
    description: '',
    fields: [field],
    isDefault: false,
    position: 2,
  });
  const { id: conversation } = await customer();
  await openCase(app, ana, { conversationIds: [conversation], typeId: type.id, fields: { plan: 'M' } });
  const names = (await caseFacts.define(app)).map((fact) => fact.name);
  assert.deepEqual(names.filter((name) => name.startsWith('case.')).slice(0, 2), [
    'case.type',
    'case.status',
  ]);
  assert.ok(names.includes('case.field.plan'));
  const { addFacts } = await import('#respond/conditions/index.ts');
  addFacts(app, caseFacts);
  const facts = (await factsOf(app, [conversation])).get(conversation)!;
  assert.deepEqual(
    [facts['case.type'], facts['case.status'], facts['case.field.plan']],
    [type.id, 'open', 'M'],
  );
});

test('cases of a person are found from any of his accounts', async () => {
  const { author, id: conversation } = await customer('acme, me again');
  const made = await openCase(app, ana, { conversationIds: [conversation] });
  const detail = await readCase(app, ana, made.ids[0]!);
  assert.equal(detail.threadsOf[0]!.row.author.externalId, author);
  const found = await casesOfPerson(app, ana, detail.customer!.accountId, 5);
  assert.deepEqual(
    found.map((row) => row.id),
    made.ids,
  );
  assert.deepEqual(await casesOfPerson(app, ana, 'acct_nobody', 5), []);
});

test('a conversation that is removed for good takes along a case of which nothing else is left', async () => {
  const { id: conversation } = await customer('acme, forget me');
  const [gone] = (await openCase(app, ana, { conversationIds: [conversation] })).ids;
  await addCaseNote(app, ana, gone!, { text: 'about somebody' });
  const [both] = [(await customer('acme, one of two')).id];
  const stays = await fresh('Stays');
  const { addThreads } = await import('./service/join.ts');
  await addThreads(app, ana, stays, [both]);
  const postsOf = async (id: string) =>
    (await readCase(app, ana, id)).threadsOf.flatMap((thread) => thread.posts.map((post) => post.id));
  const posts = await readPosts(app, await postsOf(gone!));
  const half = (await readCase(app, ana, stays)).threadsOf
    .find((thread) => thread.row.id === both)!
    .posts.map((post) => post.id);
  await app.db.transaction(async () =>
    inboxObserver.onPostsRemoved!(app, [...posts.map((post) => post.id), ...half]),
  );
  while (await tellFollowers(app));
  await assert.rejects(readCase(app, ana, gone!), { code: 'case.not_found' });
  const left = await app.db.query('select from case_notes where case_id = $1', [gone]);
  assert.equal(left.length, 0, 'nor is anything that was noted about it');
  assert.equal((await readCase(app, ana, stays)).threads, 1);
});

test('what people who were never real made goes with them', async () => {
  const dan = await company.agent('Dan');
  const { id: conversation } = await customer();
  const type = await saveType(app, dan, undefined, {
    name: 'Invented',
    description: '',
    fields: [],
    isDefault: false,
    position: 9,
  });
  const [id] = (await openCase(app, dan, { conversationIds: [conversation], typeId: type.id })).ids;
  await app.db.transaction(() => dropCasesOf(app, ana, [dan.id]));
  await assert.rejects(readCase(app, ana, id!), { code: 'case.not_found' });
  assert.deepEqual(await app.db.query('select from case_types where id = $1', [type.id]), []);
  await openCase(app, ana, { conversationIds: [conversation] });
});

test('a case that was taken back long ago is forgotten with its undo', async () => {
  const { id: conversation } = await customer();
  const { ids, undo } = await openCase(app, ana, { conversationIds: [conversation] });
  await undoCaseChange(app, ana, undo);
  await app.db.query(`update cases set deleted_at = now() - interval '31 days' where id = $1`, [ids[0]]);
  await app.db.query(`update case_undos set created_at = now() - interval '31 days'`);
  await forgetOldUndos(app);
  assert.deepEqual(await app.db.query('select from cases where id = $1', [ids[0]]), []);
  await assert.rejects(undoCaseChange(app, ana, undo), { code: 'case.undo_unknown' });
});
