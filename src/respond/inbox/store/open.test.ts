import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { createTestApp, type TestApp } from '../../../../test/helpers/app.ts';
import { type Conversation, emptyConversation, placed } from '../domain/conversation.ts';
import { insertConversations } from './conversations.ts';
import { openConversations } from './open.ts';

let testApp: TestApp;
before(async () => {
  testApp = await createTestApp();
});
after(() => testApp.close());
beforeEach(() => testApp.app.db.query('truncate conversations, conversation_topics'));

/** Conversations of every shape that intake opens. */
function madeUp(i: number): Conversation {
  const at = new Date(Date.UTC(2026, 0, 1) + i * 12_345);
  const empty = emptyConversation(`conv_${String(i).padStart(4, '0')}`, {
    id: `post_${i}`,
    origin: 'test',
    network: i % 2 ? 'bluesky' : 'feed',
    externalId: `post-${i}`,
    rootExternalId: null,
    accountId: `acct_${i % 7}`,
    createdAt: at,
    receivedAt: at,
    title: null,
    text: '',
    media: [],
    addresses: [],
    mentions: [],
    topics: [],
  });
  return placed({
    ...empty,
    writtenTo: i % 3 ? `did:plc:"own" ${i}` : null,
    excerpt: `«${i}» "quoted" \\N 😀`,
    title: i % 3 ? null : 'A title',
    topicIds: ['topic_a', 'topic_b', 'topic_c'].slice(0, i % 4),
    factors: [{ key: 'x', points: i, reason: 'because' }],
    postIds: [`post_${i}`, `post_${i + 1}`].slice(0, 1 + (i % 2)),
    postsWaiting: i % 3,
    waitingSince: i % 2 ? at : null,
    answeredAt: i % 5 ? null : at,
    hasMedia: i % 4 === 0,
  });
}

const many = (count: number) => Array.from({ length: count }, (_, i) => madeUp(i));

async function everything() {
  const { db } = testApp.app;
  return {
    rows: await db.query(
      "select to_jsonb(c) - 'created_at' - 'updated_at' as row from conversations c order by id",
    ),
    queues: await db.query('select * from conversation_topics order by topic_id, conversation_id'),
  };
}

const open = (rows: readonly Conversation[]) =>
  testApp.app.db.transaction(() => openConversations(testApp.app, rows));

test('many conversations are opened as they are one by one', async () => {
  for (const row of many(150)) await insertConversations(testApp.app, [row]);
  const oneByOne = await everything();
  await testApp.app.db.query('truncate conversations, conversation_topics');
  assert.equal((await open(many(150))).size, 150);
  const atOnce = await everything();
  assert.deepEqual(atOnce, oneByOne);
  assert.ok(atOnce.queues.length > 150);
});

test('where a key was taken meanwhile, that one is left alone and the others are opened', async () => {
  await open(many(3));
  const before = await everything();
  const rows = many(150).map((row) => ({ ...row, id: `${row.id}_again`, excerpt: 'later' }));
  const opened = await open(rows);
  assert.deepEqual(
    [...opened].toSorted(),
    rows
      .slice(3)
      .map((row) => row.id)
      .toSorted(),
  );
  const now = await everything();
  assert.deepEqual(now.rows.slice(0, 3).toSorted(), before.rows.toSorted());
  assert.equal(now.rows.length, 150);
  assert.equal((await open(rows)).size, 0);
  assert.deepEqual(await everything(), now);
});
