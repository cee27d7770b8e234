import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { filesOf, storeFile } from '#platform/files/index.ts';
import { systemActor } from '#platform/app/index.ts';
import { connectorsPort } from '#connectors/kit/index.ts';
import { sampleSource } from '#connectors/sample/index.ts';
import { takeIn } from '#listen/intake/index.ts';
import { addSource, removeSource } from '#listen/sources/index.ts';
import { findConversationOfPost, readConversation } from './service/detail.ts';
import { changeConversation } from './service/change.ts';
import { addNote } from './service/notes.ts';
import { BRAND, say, under, uri } from './testing/company.ts';
import { openDesk } from './testing/desk.ts';

const { company, ana, list, of, somebody } = await openDesk();
after(() => company.close());

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
    ['waiting', 'urgency', 'needs-reply', 'severity', 'brand-topic', 'question'],
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
  await company.hear(say(author, '1', 'what a day', { mentions: [BRAND] }));
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

test('the reasons follow what the post says now, and the topics too', async () => {
  const author = somebody();
  const first = say(author, '1', 'acme router is burning, help?', { mentions: [BRAND] });
  await company.hear(first);
  const before = await of(author);
  assert.ok(before.factors.some((factor) => factor.key === 'addressed'));
  await company.hear({
    ...first,
    text: 'acme is fine',
    mentions: [],
    version: first.version + 1,
    isEdit: true,
  });
  const row = await of(author);
  assert.deepEqual(
    [row.factors.map((factor) => factor.key), row.topics.map((topic) => topic.id)],
    [['waiting', 'brand-topic'], ['topic_brand']],
  );
  assert.ok(row.priority < before.priority);
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
    .map((author) => say(author, '1', 'acme, my money?', shared))
    .map((post, index) => ({ ...post, author: { ...post.author, followers: index * 5_000_000 } }));
  await company.hear(...posts);
  const [a, b] = [await of(small), await of(large)];
  assert.deepEqual(b.factors, a.factors);
  assert.equal(b.priority, a.priority);
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

test('removing a source with its posts takes their conversations along', async () => {
  const { app } = company;
  app.provide(connectorsPort, {
    sources: new Map([[sampleSource.kind, sampleSource]]),
    replies: new Map(),
    profiles: new Map(),
    lineParsers: new Map(),
  });
  const source = await addSource(app, systemActor, { kind: sampleSource.kind, config: {} });
  const author = somebody();
  await takeIn(app, { sourceId: source.id, items: [say(author, '1', 'acme?')] });
  const { id } = await of(author);
  const file = await storeFile(app, { name: 'a.txt', bytes: Buffer.from('x'), purpose: 'note' });
  const note = await addNote(app, ana, id, 'about a post of the sample', [file.id]);
  await removeSource(app, systemActor, source.id, { withPosts: true });
  await assert.rejects(readConversation(app, ana, id), { code: 'inbox.not_found' });
  assert.equal((await filesOf(app, [`note:${note.id}`])).size, 0, 'files of its notes go with it');
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
