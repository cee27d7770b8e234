import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { afterWish } from '#embrace/forum/groups/domain.ts';
import { groupInput } from '#embrace/forum/groups/schema.ts';
import { groupInputOf, wishesFor } from './category-input.ts';

describe('the form of a group, and what is done in it', () => {
  it('holds what the server takes, and nothing else of what it told', () => {
    const group = { name: 'Club', slug: 'club', text: 'Friends', kind: 'hidden' } as const;
    const told = { ...group, id: 'fgr_1', members: 4, url: 'https://example.com' };
    assert.deepEqual(groupInputOf(told), group);
    assert.ok(groupInput.safeParse({ ...groupInputOf(undefined), name: 'New' }).success);
  });

  it('offers nothing that would do nothing', () => {
    for (const state of ['in', 'asked', 'invited'] as const)
      for (const role of ['member', 'moderator'] as const) {
        if (state !== 'in' && role === 'moderator') continue;
        const wishes = wishesFor({ state, role });
        assert.ok(wishes.includes('remove'));
        for (const wish of wishes)
          assert.notEqual(afterWish(wish, { state, role }), undefined, `${wish} ${state}`);
      }
  });
});
