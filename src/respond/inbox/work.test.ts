import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { filesOf, storeFile } from '#platform/files/index.ts';
import { until } from '../../../test/helpers/app.ts';
import { changeConversation, changeConversations } from './service/change.ts';
import { listLabels, saveDraft } from './service/desk.ts';
import { changeView, countViews, deleteView, listViews, orderViews, saveView } from './service/views.ts';
import { readConversation } from './service/detail.ts';
import { addNote, deleteNote } from './service/notes.ts';
import { beSeen, runPresence } from './service/presence.ts';
import { undoChange } from './service/undo.ts';
import { forgetOldUndos, wakeSnoozed } from './service/wake.ts';
import { BRAND, say, under, uri } from './testing/company.ts';
import { openDesk } from './testing/desk.ts';

const { company, ana, ben, list, of, somebody } = await openDesk();
after(() => company.close());

test('a change shows, is told live, is in the history, and can be undone and done again', async () => {
  const author = somebody();
  await company.hear(say(author, '1', 'acme?'));
  const { id, version } = await of(author);
  const told: string[][] = [];
  const off = company.app.bus.on('inbox.changed', ({ ids }) => void told.push(ids));
  const changed = await changeConversation(company.app, ana, id, {
    status: 'done',
    assigneeId: ben.id,
    addLabels: ['VIP', 'vip'],
    isUnread: false,
    version,
  });
  const [row] = changed.items;
  assert.deepEqual(
    [row!.status, row!.assignee?.name, row!.labels, row!.isUnread, row!.waitingSince],
    ['done', 'Ben', ['VIP'], false, null],
  );
  await until('browsers hear of it', () => told.some((ids) => ids.includes(id)));
  off();
  await assert.rejects(changeConversation(company.app, ben, id, { status: 'open', version }), {
    code: 'inbox.conflict',
  });
  const detail = await readConversation(company.app, ana, id);
  assert.deepEqual(detail.version, row!.version);
  assert.ok(detail.activity.some((line) => line.text === 'Ana assigned it to Ben' && line.canUndo));

  const back = await undoChange(company.app, ben, changed.undo);
  assert.deepEqual(
    [back.items[0]!.status, back.items[0]!.assignee, back.items[0]!.labels, back.items[0]!.isUnread],
    ['open', null, [], true],
  );
  await assert.rejects(undoChange(company.app, ben, changed.undo), { code: 'inbox.undo_used' });
  assert.equal((await undoChange(company.app, ana, back.undo)).items[0]!.status, 'done');
});

test('undo is refused when somebody changed the same thing since, and then changes nothing', async () => {
  const author = somebody();
  await company.hear(say(author, '1', 'acme?'));
  const { id } = await of(author);
  const { undo } = await changeConversation(company.app, ana, id, { status: 'waiting' });
  await changeConversation(company.app, ben, id, { status: 'done' });
  await assert.rejects(undoChange(company.app, ana, undo), { code: 'inbox.undo_overtaken' });
  assert.equal((await of(author)).status, 'done');
  await assert.rejects(undoChange(company.app, ana, 'undo_00000000000000000000'), {
    code: 'inbox.undo_unknown',
  });
});

test('many at once, all or none, one undo', async () => {
  const authors = Array.from({ length: 5 }, somebody);
  await company.hear(...authors.map((author) => say(author, '1', 'acme?')));
  const ids = await Promise.all(authors.map(async (author) => (await of(author)).id));
  await assert.rejects(changeConversations(company.app, ana, [...ids, 'conv_nothing'], { status: 'done' }), {
    code: 'inbox.not_found',
  });
  assert.equal((await of(authors[0]!)).status, 'open');
  const { items, undo } = await changeConversations(company.app, ana, ids, {
    status: 'done',
    addLabels: ['bulk'],
  });
  assert.equal(items.length, 5);
  assert.deepEqual((await list({ label: 'BULK' })).map((row) => row.id).sort(), ids.sort());
  assert.ok((await listLabels(company.app)).some((label) => label.name === 'bulk' && label.count === 5));
  await undoChange(company.app, ana, undo);
  assert.equal((await list({ label: 'bulk' })).length, 0);
});

test('however many are done at once, all are named, in events of at most 100', async () => {
  const authors = Array.from({ length: 101 }, somebody);
  await company.hear(...authors.map((author) => say(author, '1', 'acme?')));
  const rows = await company.app.db.query<{ id: string }>(
    'select c.id from conversations c join accounts a on a.id = c.account_id where a.external_id = any($1)',
    [authors],
  );
  const ids = rows.map((row) => row.id);
  assert.equal(ids.length, 101);
  const told = { 'inbox.done': new Array<string[]>(), 'inbox.changed': new Array<string[]>() };
  const offs = (['inbox.done', 'inbox.changed'] as const).map((name) =>
    company.app.bus.on(name, (event) => void told[name].push(event.ids)),
  );
  await changeConversations(company.app, ana, ids, { status: 'done' });
  const known = new Set(ids);
  for (const parts of Object.values(told))
    await until('all are named', () => known.isSubsetOf(new Set(parts.flat())));
  for (const off of offs) off();
  assert.deepEqual(told['inbox.done'].map((part) => part.length).sort(), [1, 100]);
});

for (const days of [-1, 1]) {
  test(`a snooze is judged by the database's clock, with that of the process moved by ${days} day`, async (t) => {
    const now = Date.now();
    const author = somebody();
    await company.hear(say(author, '1', 'acme?'));
    const { id } = await of(author);
    t.mock.timers.enable({ apis: ['Date'], now: now + days * 86_400_000 });
    const snooze = (inMs: number) =>
      changeConversation(company.app, ana, id, { status: 'snoozed', snoozedUntil: new Date(now + inMs) });
    await assert.rejects(snooze(-3_600_000), { code: 'inbox.snooze_invalid' }, 'it is past');
    await snooze(3_600_000);
    await wakeSnoozed(company.app, new AbortController().signal);
    assert.equal((await of(author)).status, 'snoozed', 'it sleeps on');
  });
}

test('a snooze needs a time ahead, sleeps, and wakes to its old place', async () => {
  const author = somebody();
  await company.hear(say(author, '1', 'acme?', { minutesAgo: 120 }));
  const { id, waitingSince } = await of(author);
  await assert.rejects(changeConversation(company.app, ana, id, { status: 'snoozed' }), {
    code: 'inbox.snooze_invalid',
  });
  await assert.rejects(
    changeConversation(company.app, ana, id, { status: 'snoozed', snoozedUntil: new Date(0) }),
    { code: 'inbox.snooze_invalid' },
  );
  await changeConversation(company.app, ana, id, {
    status: 'snoozed',
    snoozedUntil: new Date(Date.now() + 3_600_000),
  });
  const signal = new AbortController().signal;
  await wakeSnoozed(company.app, signal);
  assert.equal((await of(author)).status, 'snoozed');
  await company.app.db.query(
    `update conversations set snoozed_until = now() - make_interval(secs => 1) where id = $1`,
    [id],
  );
  assert.equal(await wakeSnoozed(company.app, signal), 1);
  const row = await of(author);
  assert.deepEqual([row.status, row.snoozedUntil, row.waitingSince], ['open', null, waitingSince]);
});

test('a snooze ends with an answer or with its time, whichever comes first, and says which', async () => {
  const { app } = company;
  const sleep = (id: string) =>
    changeConversation(app, ana, id, {
      status: 'snoozed',
      snoozedUntil: new Date(Date.now() + 3_600_000),
      snoozeReason: ' asked for the number ',
    });
  const pair = [somebody(), somebody()] as const;
  const ids: string[] = [];
  for (const author of pair) {
    const root = uri(author, '1');
    await company.hear(say(author, '1', 'acme?', { minutesAgo: 90 }));
    await company.hear(
      say(BRAND, `r${author.slice(-3)}`, 'Which number?', { minutesAgo: 60, ...under(root) }),
    );
    ids.push((await of(author)).id);
    await sleep(ids.at(-1)!);
    assert.equal((await of(author)).snoozeReason, 'asked for the number');
  }
  const lines = (await readConversation(app, ana, ids[0]!)).activity.map((line) => line.text);
  assert.ok(lines.includes('Ana snoozed it, because: asked for the number,'), lines.join('\n'));
  await company.hear(say(pair[0], '2', 'acme, it is 42', { minutesAgo: 0, ...under(uri(pair[0], '1')) }));
  await app.db.query(
    `update conversations set snoozed_until = now() - make_interval(secs => 1) where id = $1`,
    [ids[1]],
  );
  await wakeSnoozed(app, new AbortController().signal);
  const last = async (id: string) => (await readConversation(app, ana, id)).activity[0]!.text;
  assert.match(await last(ids[0]!), /the customer wrote/);
  assert.match(await last(ids[1]!), /no answer by then \(asked for the number\)/);
  assert.deepEqual([(await of(pair[0])).snoozeReason, (await of(pair[1])).snoozeReason], [null, null]);
  const again = await sleep(ids[0]!);
  const { undo } = await changeConversation(app, ana, ids[0]!, { status: 'open' });
  assert.equal((await of(pair[0])).snoozeReason, null);
  await undoChange(app, ana, undo);
  assert.equal((await of(pair[0])).snoozeReason, 'asked for the number', 'undo brings the reason back');
  await undoChange(app, ana, again.undo);
  assert.deepEqual([(await of(pair[0])).status, (await of(pair[1])).status], ['open', 'open']);
});

test('nobody unknown is assigned', async () => {
  const author = somebody();
  await company.hear(say(author, '1', 'acme?'));
  const { id } = await of(author);
  await assert.rejects(changeConversation(company.app, ana, id, { assigneeId: 'user_nobody' }), {
    code: 'inbox.assignee_unknown',
  });
});

test('notes tell the colleagues they name, and can be deleted and brought back', async () => {
  const author = somebody();
  await company.hear(say(author, '1', 'acme?'));
  const { id } = await of(author);
  const mentioned: string[] = [];
  const off = company.app.bus.on('note.mentioned', ({ userId }) => void mentioned.push(userId));
  const note = await addNote(company.app, ana, id, 'Could @Ben or @ana look?');
  assert.deepEqual(
    note.mentions.map((mention) => mention.name),
    ['Ben', 'Ana'],
  );
  await until('Ben hears of it', () => mentioned.length > 0);
  assert.deepEqual(mentioned, [ben.id], 'nobody is told of what they wrote themselves');
  off();
  const carl = await company.agent('Carl');
  await assert.rejects(deleteNote(company.app, carl, note.id), { code: 'inbox.note_not_yours' });
  const { undo } = await deleteNote(company.app, ben, note.id);
  const notes = async () => (await readConversation(company.app, ana, id)).notes.length;
  assert.equal(await notes(), 0);
  await undoChange(company.app, ben, undo);
  assert.equal(await notes(), 1);
  await undoChange(company.app, ana, note.undo);
  assert.equal(await notes(), 0);
  await assert.rejects(addNote(company.app, ana, 'conv_00000000000000000000', 'x'), {
    code: 'inbox.not_found',
  });
});

test('files of a note are shown with it, come back with it, and go when nothing can bring it back', async () => {
  const { app } = company;
  const author = somebody();
  await company.hear(say(author, '1', 'acme?'));
  const { id } = await of(author);
  const file = await storeFile(app, { name: 'log.txt', bytes: Buffer.from('line down'), purpose: 'note' });
  const note = await addNote(app, ana, id, '', [file.id]);
  const shown = async () =>
    (await readConversation(app, ana, id)).notes.map(({ text, files }) => [
      text,
      files.map((one) => one.name),
    ]);
  assert.deepEqual(await shown(), [['', ['log.txt']]]);
  const { undo } = await deleteNote(app, ana, note.id);
  await undoChange(app, ana, undo);
  assert.deepEqual(await shown(), [['', ['log.txt']]]);
  await assert.rejects(addNote(app, ana, id, 'lost', ['file_00000000000000000000']), {
    code: 'file.not_found',
  });
  assert.equal((await shown()).length, 1, 'nothing is half kept');
  const owners = async () => [...(await filesOf(app, [`note:${note.id}`])).keys()];
  await deleteNote(app, ana, note.id);
  await forgetOldUndos(app);
  assert.equal((await owners()).length, 1, 'it can still be undone');
  await app.db.query(`update conversation_notes set deleted_at = now() - interval '31 days' where id = $1`, [
    note.id,
  ]);
  await forgetOldUndos(app);
  assert.deepEqual(await owners(), []);
});

test('drafts are kept per person', async () => {
  const author = somebody();
  await company.hear(say(author, '1', 'acme?'));
  const { id } = await of(author);
  await saveDraft(company.app, ana, id, 'Dear');
  await saveDraft(company.app, ana, id, 'Dear Ms');
  assert.equal((await readConversation(company.app, ana, id)).draft, 'Dear Ms');
  assert.equal((await readConversation(company.app, ben, id)).draft, null);
  await saveDraft(company.app, ana, id, '  ');
  assert.equal((await readConversation(company.app, ana, id)).draft, null);
});

test('views are one’s own unless shared, and deleting one can be undone', async () => {
  const own = await saveView(company.app, ana, { name: 'Mine', query: { assignee: 'me' }, isShared: false });
  const shared = await saveView(company.app, ana, {
    name: 'Fires',
    query: { label: 'fire' },
    isShared: true,
  });
  assert.deepEqual(
    (await listViews(company.app, ben)).map((view) => [view.id, view.isMine]),
    [[shared.id, false]],
  );
  await assert.rejects(deleteView(company.app, ben, own.id), { code: 'inbox.view_not_found' });
  const { undo } = await deleteView(company.app, ana, own.id);
  assert.equal((await listViews(company.app, ana)).length, 1);
  await undoChange(company.app, ana, undo);
  assert.equal((await listViews(company.app, ana)).length, 2);
});

test('views are changed by those who may, counted, and stand in everybody’s own order', async () => {
  const { app } = company;
  const author = somebody();
  await company.hear(say(author, '1', 'acme?'));
  const { id } = await of(author);
  await changeConversation(app, ana, id, { addLabels: ['counted'] });
  const before = (await listViews(app, ana)).length;
  const view = await saveView(app, ana, { name: 'A', query: { label: 'counted' }, isShared: true });
  const broken = await saveView(app, ana, { name: 'B', query: { q: '(' }, isShared: true });
  const ofCases = await saveView(app, ana, { name: 'C', query: {}, isShared: true, kind: 'cases' });
  const { counts } = await countViews(app, ana);
  assert.deepEqual([counts[view.id], counts[broken.id], counts[ofCases.id]], [1, undefined, undefined]);
  const names = async (actor = ana) => (await listViews(app, actor)).map((one) => one.name);
  await orderViews(app, ana, 'inbox', [broken.id, view.id]);
  assert.deepEqual((await names()).slice(0, 2), ['B', 'A']);
  assert.equal((await names()).length, before + 2, 'those not named stand behind');
  assert.deepEqual(
    (await names(ben)).filter((name) => name < 'C'),
    ['A', 'B'],
    'others keep theirs',
  );
  const carl = await company.agent('Carla');
  await assert.rejects(changeView(app, carl, view.id, { name: 'X' }), { code: 'inbox.view_not_found' });
  const changed = await changeView(app, ben, view.id, { name: 'Counted', query: { status: 'done' } });
  assert.deepEqual([changed.name, changed.query, changed.isShared], ['Counted', { status: 'done' }, true]);
  assert.deepEqual([changed.isMine, changed.mayChange], [false, true]);
  assert.deepEqual(
    (await listViews(app, ana, 'cases')).map((one) => one.name),
    ['C'],
  );
});

test('who looks is seen by the others until they leave', async () => {
  const author = somebody();
  await company.hear(say(author, '1', 'acme?'));
  const { id } = await of(author);
  const stopping = new AbortController();
  const running = await runPresence(company.app, stopping.signal);
  const heard: string[] = [];
  const off = company.app.bus.on(
    'inbox.presence',
    ({ viewers }) =>
      void heard.push(viewers.map((viewer) => `${viewer.name}${viewer.isTyping ? '…' : ''}`).join()),
  );
  await beSeen(company.app, ben, id, { isTyping: false, hasLeft: false });
  await beSeen(company.app, ben, id, { isTyping: true, hasLeft: false });
  await until('typing is told', () => heard.at(-1) === 'Ben…');
  assert.deepEqual((await readConversation(company.app, ana, id)).viewers, [
    { id: ben.id, name: 'Ben', isTyping: true },
  ]);
  assert.deepEqual((await readConversation(company.app, ben, id)).viewers, []);
  await beSeen(company.app, ben, id, { isTyping: false, hasLeft: true });
  await until('leaving is told', () => heard.at(-1) === '');
  off();
  stopping.abort();
  await running.stopped();
});
