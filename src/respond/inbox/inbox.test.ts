import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Actor } from '#platform/app/index.ts';
import { until } from '../../../test/helpers/app.ts';
import { addNote, deleteNote } from './service/notes.ts';
import { changeConversation, changeConversations } from './service/change.ts';
import { deleteView, listLabels, listViews, saveDraft, saveView } from './service/desk.ts';
import { findConversationOfPost, readConversation } from './service/detail.ts';
import { dropPosts } from './service/drop.ts';
import { countInbox, type InboxAsked, listInbox } from './service/list.ts';
import { beSeen, runPresence } from './service/presence.ts';
import { undoChange } from './service/undo.ts';
import { wakeSnoozed } from './service/wake.ts';
import { BRAND, type Company, openCompany, say, under, uri } from './testing/company.ts';

let company: Company;
let ana: Actor;
let ben: Actor;
before(async () => {
  company = await openCompany();
  ana = await company.agent('Ana');
  ben = await company.agent('Ben', 'manager');
});
after(() => company.close());

const asked: InboxAsked = { status: 'any', sort: 'priority', limit: 50 };
const list = async (more: Partial<InboxAsked> = {}, actor = ana) =>
  (await listInbox(company.app, actor, { ...asked, ...more })).items;
let customers = 0;
const somebody = () => `did:plc:c${customers++}`;

/** The conversation of one customer. */
async function of(author: string) {
  const found = (await list({ limit: 200, sort: 'newest' })).filter(
    (row) => row.author.externalId === author,
  );
  assert.equal(found.length, 1, `conversations of ${author}`);
  return found[0]!;
}

test('a post about us opens one conversation with its reasons; others do not', async () => {
  const author = somebody();
  await company.hear(
    say(author, '1', 'Is acme down? No internet since noon', { minutesAgo: 60 }),
    say(somebody(), '1', 'nice weather'),
    say(somebody(), '1', 'acne stats'),
  );
  const row = await of(author);
  assert.deepEqual(
    row.factors.map((factor) => factor.key),
    ['waiting', 'trouble-outage', 'question', 'brand-topic'],
  );
  assert.equal(
    row.priority,
    row.factors.reduce((sum, factor) => sum + factor.points, 0),
  );
  assert.deepEqual(row.topics, [{ id: 'topic_brand', name: 'Acme' }]);
  assert.equal(row.status, 'open');
  assert.equal(row.isUnread, true);
  assert.equal(row.author.handle, `${author.split(':').at(-1)}.example`);
});

test('a mention of our account opens a conversation whatever it says', async () => {
  const author = somebody();
  await company.hear(say(author, '1', 'hello there', { mentions: [BRAND] }));
  assert.deepEqual(
    (await of(author)).factors.map((factor) => factor.key),
    ['waiting', 'addressed'],
  );
});

test('the same batch again changes nothing; a thread has one conversation per customer', async () => {
  const [author, other] = [somebody(), somebody()];
  const posts = [
    say(author, '1', 'acme?', { minutesAgo: 9 }),
    say(author, '2', 'acme, hello', { minutesAgo: 8, ...under(uri(author, '1')) }),
    say(other, '1', 'acme never answers me either', {
      minutesAgo: 7,
      ...under(uri(author, '1'), uri(author, '2')),
    }),
  ];
  await company.hear(...posts);
  await company.hear(...posts);
  const row = await of(author);
  assert.deepEqual([row.postCount, row.excerpt, row.version], [2, 'acme, hello', 1]);
  assert.equal((await of(other)).postCount, 1);
  const detail = await readConversation(company.app, ana, row.id);
  assert.deepEqual(
    detail.thread.map((post) => post.text),
    ['acme?', 'acme, hello', 'acme never answers me either'],
  );
});

test('what other people say in the thread is shown and opens nothing', async () => {
  const [author, passer] = [somebody(), somebody()];
  await company.hear(say(author, '1', 'acme?'));
  await company.hear(say(passer, '1', 'some stats about it', under(uri(author, '1'))));
  assert.equal(
    (await list({ limit: 200 })).some((row) => row.author.externalId === passer),
    false,
  );
  assert.equal((await readConversation(company.app, ana, (await of(author)).id)).thread.length, 2);
});

test('an answer sent by the official app stops the clock, for the customer it answers only', async () => {
  const [author, other] = [somebody(), somebody()];
  await company.hear(
    say(author, '1', 'acme?', { minutesAgo: 30 }),
    say(other, '1', 'acme, me too', { minutesAgo: 20, ...under(uri(author, '1')) }),
  );
  await company.hear(
    say(BRAND, 'a1', 'We are on it', { minutesAgo: 5, ...under(uri(author, '1'), uri(other, '1')) }),
  );
  const answered = await of(other);
  assert.deepEqual([answered.status, answered.waitingSince], ['waiting', null]);
  assert.equal((await of(author)).status, 'open');
  const detail = await readConversation(company.app, ana, answered.id);
  assert.ok(detail.thread.some((post) => post.isOwn));
  assert.ok(detail.activity.some((line) => line.action === 'answered-elsewhere'));
  await company.hear(
    say(other, '2', 'thank you', {
      minutesAgo: 1,
      mentions: [BRAND],
      ...under(uri(author, '1'), uri(BRAND, 'a1')),
    }),
  );
  assert.equal((await of(other)).status, 'open');
});

test('an answer that came before the post it answers counts', async () => {
  const author = somebody();
  await company.hear(
    say(author, '1', 'some stats', { minutesAgo: 30 }),
    say(BRAND, `early${author}`, 'Hello', { minutesAgo: 5, ...under(uri(author, '1')) }),
  );
  await company.hear(say(author, '2', 'acme?', { minutesAgo: 20, ...under(uri(author, '1')) }));
  assert.equal((await of(author)).waitingSince, null);
});

test('an answer deleted on the network starts the clock again', async () => {
  const author = somebody();
  await company.hear(say(author, '1', 'acme?', { minutesAgo: 30 }));
  await company.hear(say(BRAND, `b${author}`, 'Hello', { minutesAgo: 5, ...under(uri(author, '1')) }));
  assert.equal((await of(author)).status, 'waiting');
  await company.hear({
    type: 'delete',
    origin: 'bluesky',
    externalId: uri(BRAND, `b${author}`),
    version: Date.now() * 1000,
  });
  const row = await of(author);
  assert.equal(row.status, 'open');
  assert.notEqual(row.waitingSince, null);
});

test('deleted words are gone at once; a conversation without posts leaves the queue with a trace', async () => {
  const author = somebody();
  await company.hear(
    say(author, '1', 'acme first', { minutesAgo: 9 }),
    say(author, '2', 'acme secret', { minutesAgo: 8, ...under(uri(author, '1')) }),
  );
  const row = await of(author);
  const gone = (rkey: string) =>
    company.hear({
      type: 'delete',
      origin: 'bluesky',
      externalId: uri(author, rkey),
      version: Date.now() * 1000,
    });
  await gone('2');
  assert.equal((await of(author)).excerpt, 'acme first');
  await gone('1');
  assert.equal(
    (await list({ limit: 200 })).some((other) => other.id === row.id),
    false,
  );
  const trace = await readConversation(company.app, ana, row.id);
  assert.equal(trace.isGone, true);
  assert.equal(JSON.stringify(trace).includes('secret'), false);
  assert.ok(trace.activity.some((line) => line.action === 'posts-deleted'));
});

test('edits change the excerpt without opening anything again', async () => {
  const author = somebody();
  const first = say(author, '1', 'acme?');
  await company.hear(first);
  const { id } = await of(author);
  await changeConversation(company.app, ana, id, { status: 'done' });
  await company.hear({ ...first, text: 'acme? (edited)', version: first.version + 1, isEdit: true });
  const row = await of(author);
  assert.deepEqual([row.excerpt, row.status, row.postCount], ['acme? (edited)', 'done', 1]);
});

test('an earlier conversation nobody answered counts for the next one', async () => {
  const author = somebody();
  await company.hear(say(author, '1', 'acme one', { minutesAgo: 100 }));
  await company.hear(say(author, '2', 'acme two', { minutesAgo: 5 }));
  const rows = (await list({ limit: 200 })).filter((row) => row.author.externalId === author);
  assert.equal(rows.length, 2);
  const second = rows.find((row) => row.excerpt === 'acme two')!;
  assert.ok(second.factors.some((factor) => factor.key === 'history'));
  const detail = await readConversation(company.app, ana, second.id);
  assert.deepEqual(
    detail.earlier.map((row) => row.excerpt),
    ['acme one'],
  );
  assert.deepEqual(
    detail.earlierPosts.map((post) => post.text),
    ['acme one'],
  );
});

test('followers change nothing', async () => {
  const [small, large] = [somebody(), somebody()];
  const shared = { createdAt: new Date(Date.now() - 60_000) };
  const posts = [small, large]
    .map((author, index) => say(author, '1', 'acme, my money?', shared))
    .map((post, index) => ({ ...post, author: { ...post.author, followers: index * 5_000_000 } }));
  await company.hear(...posts);
  const [a, b] = [await of(small), await of(large)];
  assert.deepEqual(b.factors, a.factors);
  assert.equal(b.priority, a.priority);
});

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
    `update conversations set snoozed_until = now() - interval '1 second' where id = $1`,
    [id],
  );
  assert.equal(await wakeSnoozed(company.app, signal), 1);
  const row = await of(author);
  assert.deepEqual([row.status, row.snoozedUntil, row.waitingSince], ['open', null, waitingSince]);
});

test('nobody unknown is assigned', async () => {
  const author = somebody();
  await company.hear(say(author, '1', 'acme?'));
  const { id } = await of(author);
  await assert.rejects(changeConversation(company.app, ana, id, { assigneeId: 'user_nobody' }), {
    code: 'inbox.assignee_unknown',
  });
});

test('pages follow each other without gaps or doubles in every order', async () => {
  for (const sort of ['priority', 'newest', 'oldest'] as const) {
    const all = (await list({ sort, limit: 200 })).map((row) => row.id);
    assert.ok(all.length > 12);
    const paged: string[] = [];
    for (let cursor: string | undefined, isFirst = true; isFirst || cursor; isFirst = false) {
      const page = await listInbox(company.app, ana, { ...asked, sort, limit: 5, cursor });
      paged.push(...page.items.map((row) => row.id));
      cursor = page.nextCursor;
    }
    assert.deepEqual(paged, all, sort);
  }
  await assert.rejects(listInbox(company.app, ana, { ...asked, cursor: 'nonsense' }), {
    code: 'http.cursor_invalid',
  });
});

test('the queue falls by priority among those who wait', async () => {
  const rows = (await list({ status: 'open', limit: 200 })).filter((row) => row.waitingSince);
  const priorities = rows.map((row) => row.priority);
  for (let i = 1; i < priorities.length; i++)
    assert.ok(priorities[i]! <= priorities[i - 1]! + 1, `${priorities[i - 1]} then ${priorities[i]}`);
});

test('filters and counts', async () => {
  const author = somebody();
  await company.hear(say(author, '1', 'my router smokes', { network: 'mastodon', origin: 'mastodon' }));
  const { id } = await of(author);
  await changeConversation(company.app, ana, id, { assigneeId: ana.id, addLabels: ['fire'] });
  const found = async (more: Partial<InboxAsked>, actor = ana) =>
    (await list({ status: 'open', ...more }, actor)).some((row) => row.id === id);
  assert.equal(
    await found({ assignee: 'me', label: 'fire', topic: 'topic_router', network: 'mastodon' }),
    true,
  );
  assert.equal(await found({ assignee: ana.id }, ben), true);
  assert.equal(await found({ assignee: 'me' }, ben), false);
  assert.equal(await found({ assignee: 'nobody' }), false);
  assert.equal(await found({ topic: 'topic_brand' }), false);
  assert.equal(await found({ network: 'bluesky' }), false);
  assert.equal(await found({ status: 'done' }), false);
  const counts = await countInbox(company.app, ana);
  assert.equal(counts.mine, 1);
  assert.equal(counts.open, (await list({ status: 'open', limit: 200 })).length);
  assert.equal(counts.unassigned, (await list({ status: 'open', assignee: 'nobody', limit: 200 })).length);
});

test('search speaks the topics language and keeps to the filters', async () => {
  const author = somebody();
  await company.hear(say(author, '1', 'The acme zebra crossing is closed', { minutesAgo: 3 }));
  const { id } = await of(author);
  const found = async (q: string, more: Partial<InboxAsked> = {}) =>
    (await list({ q, ...more })).map((row) => row.id);
  assert.deepEqual(await found('"zebra crossing"'), [id]);
  assert.deepEqual(await found('zebr* AND NOT lion'), [id]);
  assert.deepEqual(await found('"crossing zebra"'), []);
  assert.deepEqual(await found('zebra', { status: 'done' }), []);
  await assert.rejects(list({ q: 'zebra AND (' }), { code: 'inbox.query_invalid' });
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
  const carl = await company.agent(`Carl ${customers++}`);
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

test('two readers that bring the same thread at once make one conversation', async () => {
  const author = somebody();
  await Promise.all(
    Array.from({ length: 8 }, (_, i) =>
      company.hear(
        say(author, String(i), `acme ${i}`, {
          minutesAgo: 20 - i,
          ...(i > 0 ? under(uri(author, '0')) : {}),
        }),
      ),
    ),
  );
  assert.equal((await of(author)).postCount, 8);
});

test('removing posts for good takes their conversations along', async () => {
  const author = somebody();
  await company.hear(say(author, '1', 'acme?'));
  const { id } = await of(author);
  const { thread } = await readConversation(company.app, ana, id);
  await company.app.db.transaction(() =>
    dropPosts(
      company.app,
      thread.map((post) => post.id),
    ),
  );
  await assert.rejects(readConversation(company.app, ana, id), { code: 'inbox.not_found' });
});

test('a post leads to its conversation, one that opened none to nothing', async () => {
  const author = somebody();
  await company.hear(say(author, '1', 'acme?'));
  const conversation = await of(author);
  const { thread } = await readConversation(company.app, ana, conversation.id);
  assert.equal(await findConversationOfPost(company.app, thread[0]!.id), conversation.id);
  await assert.rejects(findConversationOfPost(company.app, 'post_00000000000000000000000000'), {
    code: 'post.not_found',
  });
});
