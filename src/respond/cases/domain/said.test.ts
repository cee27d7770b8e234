import assert from 'node:assert/strict';
import { test } from 'node:test';
import { caseHtml, escaped } from './case-html.ts';
import { saidIn } from './said.ts';
import { aDetail, aPost, aThread } from '../testing/detail.ts';

test('what was said stands in the order of time, over channels, each thing once', () => {
  const ana = aPost({ id: 'post_1', createdAt: '2026-11-22T10:00:00.000Z', text: 'It burns' });
  const ours = aPost({
    id: 'post_2',
    createdAt: '2026-11-22T10:05:00.000Z',
    isOwn: true,
    externalId: 'at://2',
    text: 'We come',
  });
  const mail = aPost({
    id: 'post_3',
    network: 'mail',
    createdAt: '2026-11-22T10:02:00.000Z',
    title: 'Fire',
    text: 'As I said',
  });
  const reply = {
    id: 'out_1',
    conversationId: 'conv_1',
    postId: 'post_1',
    answers: null,
    account: { id: 'own_1', handle: 'brand', network: 'bluesky' },
    text: 'We come',
    state: 'sent' as const,
    problem: null,
    attempts: 1,
    nextAttemptAt: null,
    createdBy: { id: 'user_1', name: 'Ben' },
    createdAt: '2026-11-22T10:04:00.000Z',
    sentAt: '2026-11-22T10:04:30.000Z',
    receipt: { externalId: 'at://2', url: null },
    removedAt: null,
    canBeTakenBack: true,
    envelope: null,
    files: [],
    deliveries: [],
    isAutomatic: false,
  };
  const note = {
    id: 'note_1',
    author: { id: 'user_1', name: 'Ben' },
    text: 'called the fire brigade',
    mentions: [],
    createdAt: '2026-11-22T10:03:00.000Z',
    files: [],
  };
  const detail = aDetail({
    threadsOf: [
      aThread({
        posts: [ana, ours],
        replies: [reply, { ...reply, id: 'out_2', state: 'uncertain', receipt: null, text: 'Soon' }],
        notes: [note],
      }),
      aThread({ posts: [ana, mail] }),
    ],
  });
  assert.deepEqual(
    saidIn(detail).map(({ id, side, network, state }) => [id, side, network, state]),
    [
      ['post_1', 'customer', 'bluesky', null],
      ['post_3', 'customer', 'mail', null],
      ['note_1', 'note', null, null],
      ['out_2', 'us', 'bluesky', 'uncertain'],
      ['post_2', 'us', 'bluesky', null],
    ],
  );
});

test('a printed case holds nothing that runs, whatever customers and colleagues wrote', () => {
  const hostile = `</style></title><script>alert(1)</script><img src=x onerror=alert(1)>" '`;
  const html = caseHtml(
    aDetail({
      title: hostile,
      labels: [hostile],
      fields: [{ key: 'plan', label: hostile, kind: 'text', choices: [], isRequired: false, isShown: false }],
      values: { plan: hostile },
      said: saidIn({
        threadsOf: [aThread({ posts: [aPost({ text: hostile, title: hostile })] })],
        notes: [],
      }),
      checks: [{ id: 'check_1', text: hostile, doneAt: null, doneBy: null }],
    }),
  );
  assert.ok(!/<script|<img|onerror=alert\(1\)>"/.test(html.replaceAll(escaped(hostile), '')));
  assert.ok(!html.includes('<script'));
  assert.ok(!html.includes('<img'));
  assert.ok(html.includes('&lt;script&gt;'), 'the words themselves are there');
});
