import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mergeOf, splitOf } from './moves.ts';
import type { PostView, ThreadView } from './queries.ts';

const post = (number: number, more: Partial<PostView> = {}): PostView => ({
  id: `fpo_${number}`,
  threadId: 'thr_1',
  number,
  author: { id: 'mem_1', name: 'Maya' },
  markdown: 'Hi',
  html: '<p>Hi</p>',
  text: 'Hi',
  replyTo: null,
  revision: 1,
  createdAt: '2026-11-22T10:00:00.000Z',
  editedAt: null,
  isDeleted: false,
  isAccepted: false,
  deleted: null,
  reactions: {},
  ...more,
});
const thread = (more: Partial<ThreadView> = {}): ThreadView => ({
  id: 'thr_1',
  categoryId: 'fcat_open',
  kind: 'question',
  title: 'How?',
  tags: [],
  author: { id: 'mem_1', name: 'Maya' },
  posts: 4,
  answers: 2,
  reactions: 0,
  isSolved: true,
  solvedElsewhere: null,
  isClosed: false,
  pinnedUntil: null,
  isDeleted: false,
  createdAt: '2026-11-22T10:00:00.000Z',
  lastActivity: '2026-11-22T10:00:00.000Z',
  url: 'https://a.example/community/t/thr_1/how',
  ...more,
});
const gone = { isDeleted: true, deleted: { by: 'Ama', reason: 'Spam' } };

describe('what a split would do', () => {
  it('is told as the server does it: a new thread begins with a post that can be read', () => {
    const chosen = [
      post(5, { isAccepted: true }),
      post(2, gone),
      post(3),
      post(4, { ...gone, isAccepted: true }),
    ];
    const preview = splitOf(chosen)!;
    assert.deepEqual([preview.first.number, preview.posts, preview.staying, preview.answers], [3, 3, 1, 1]);
    assert.equal(splitOf([]), undefined);
    assert.equal(splitOf([post(1)]), undefined, 'the first post stays');
    assert.equal(splitOf([post(2, gone), post(3, gone)]), undefined);
  });
});

describe('what a merge would do', () => {
  const categories = [
    { id: 'fcat_open', whoReads: 'everybody' as const },
    { id: 'fcat_inner', whoReads: 'members' as const },
  ];
  it('says how many posts go, which answers are none any more, and who reads them then', () => {
    const from = thread();
    assert.deepEqual(mergeOf(from, thread(), categories), { posts: 4, answers: 0, readers: 'same' });
    const talk = thread({ kind: 'discussion', categoryId: 'fcat_inner' });
    assert.deepEqual(mergeOf(from, talk, categories), { posts: 4, answers: 2, readers: 'fewer' });
    assert.equal(mergeOf(talk, from, categories).readers, 'more');
  });
});
