import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { array, assert as check, boolean, property, record, shuffledSubarray } from 'fast-check';
import { mergeOf, othersOf, splitOf } from './moves.ts';
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
  isWiki: false,
  editors: 0,
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
  closedReason: null,
  pinnedUntil: null,
  closesAt: null,
  closesAfter: null,
  opensAt: null,
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

  it('is the same in whatever order posts were ticked, and each of them goes or stays', () => {
    const posts = array(record({ isDeleted: boolean(), isAccepted: boolean() }), {
      minLength: 1,
      maxLength: 12,
    }).map((parts) => parts.map((part, at) => post(at + 1, part)));
    const ticked = posts.chain((all) => shuffledSubarray(all));
    check(
      property(ticked, (chosen) => {
        const movable = chosen.filter(({ number }) => number > 1);
        const readable = movable.filter(({ isDeleted }) => !isDeleted);
        const preview = splitOf(chosen);
        assert.equal(preview === undefined, readable.length === 0);
        if (preview === undefined) return;
        const { first, posts: going, staying, answers } = preview;
        assert.equal(first.number, Math.min(...readable.map(({ number }) => number)));
        assert.equal(going + staying, movable.length);
        assert.equal(staying, movable.filter(({ number }) => number < first.number).length);
        assert.equal(answers, readable.filter(({ isAccepted }) => isAccepted).length);
        assert.deepEqual(splitOf(chosen.toReversed()), preview);
      }),
    );
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

  it('offers eight others, none that was deleted, and never the thread itself', () => {
    const found = Array.from({ length: 12 }, (_, at) => thread({ id: `thr_${at}`, isDeleted: at === 2 }));
    const ids = othersOf(found, { id: 'thr_0' }).map(({ id }) => id);
    assert.deepEqual(ids, ['thr_1', ...[3, 4, 5, 6, 7, 8, 9].map((at) => `thr_${at}`)]);
    assert.deepEqual(othersOf([thread()], thread()), []);
  });

  it('warns of nothing while categories are not read yet', () => {
    const inner = thread({ categoryId: 'fcat_inner' });
    assert.equal(mergeOf(thread(), inner, []).readers, 'same');
  });
});
