import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isProfile, placed } from './cases.ts';
import { favourKinds, nameIn } from './signs.ts';

describe('what looks arranged', () => {
  it('tells by what members favoured each other, the most frequent first, and nothing that was not', () => {
    assert.deepEqual(favourKinds({ answers: 2, ideas: 9 }), [
      { of: 'ideas', count: 9 },
      { of: 'answers', count: 2 },
    ]);
    assert.deepEqual(favourKinds({ answers: 0, reviews: 1 }), [{ of: 'reviews', count: 1 }]);
    assert.deepEqual(favourKinds({}), []);
  });

  it('names who is there, and nobody who is gone', () => {
    const ben = { id: 'mem_b', handle: 'ben', name: 'Ben', state: 'active' as const, level: 1 };
    assert.deepEqual([nameIn([ben], 'mem_b'), nameIn([ben], 'mem_x')], ['Ben', '–']);
  });
});

describe('a part of a profile', () => {
  it('has a place of its own in the list, beside other parts of the same profile', () => {
    const parts = ['membername', 'memberabout'].map((kind) => placed({ kind, id: 'mem_1.0' }));
    assert.equal(new Set(parts.map(({ id }) => id)).size, 2);
    assert.deepEqual(
      parts.map(({ row }) => row.kind),
      ['membername', 'memberabout'],
    );
  });

  it('is taken away; everything else is hidden', () => {
    const kinds = ['membername', 'memberpicture', 'memberabout', 'membersignature', 'post', 'idea', 'review'];
    assert.deepEqual(
      kinds.filter((kind) => isProfile({ kind })),
      kinds.slice(0, 4),
    );
  });
});
