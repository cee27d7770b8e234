import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CopiesView } from '../../api/types.ts';
import { foldPosts, partsOf } from './fold.ts';

const of = (...groups: [group: string, ...ids: string[]][]) =>
  new Map<string, CopiesView>(
    groups.flatMap(([group, ...ids]) =>
      ids.map((postId) => [postId, { postId, group, posts: 412, texts: 3, firstPostId: 'z' }]),
    ),
  );
const posts = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id }));

describe('folding a list', () => {
  it('makes one row of what says the same, at the place of the first', () => {
    const rows = foldPosts(posts, of(['same_1', 'b', 'd'], ['same_2', 'c', 'e']));
    assert.deepEqual(
      rows.map(({ post, others }) => [post.id, ...others.map(({ id }) => id)].join('')),
      ['a', 'bd', 'ce'],
    );
    assert.deepEqual(
      rows.map(({ copies }) => copies?.posts),
      [undefined, 412, 412],
    );
  });

  it('loses no post, and folds nothing before anything is known', () => {
    assert.deepEqual(
      foldPosts(posts, new Map()).map(({ post }) => post),
      posts,
    );
    assert.deepEqual(foldPosts([], of(['same_1', 'a'])), []);
    const rows = foldPosts(posts, of(['same_1', 'a', 'b', 'c', 'd', 'e']));
    assert.deepEqual(
      rows.flatMap(({ post, others }) => [post, ...others]),
      posts,
    );
  });

  it('asks in parts that hold every id once', () => {
    const ids = Array.from({ length: 250 }, (_, i) => `post_${i}`);
    const parts = partsOf(ids);
    assert.deepEqual(
      parts.map((part) => part.length),
      [100, 100, 50],
    );
    assert.deepEqual(parts.flat().sort(), ids.toSorted());
    assert.deepEqual(partsOf([]), []);
  });
});
