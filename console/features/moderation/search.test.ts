import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assert as check, dictionary, oneof, property, string, constant, integer } from 'fast-check';
import { currentOf, moved } from '../../keyboard/place.ts';
import { DAYS, daysOf, readSearch, TABS, usualReason } from './search.ts';

describe('the address of the moderation screen', () => {
  it('keeps what it knows, and leaves out what is usual', () => {
    assert.deepEqual(readSearch({}), {});
    assert.deepEqual(readSearch({ tab: 'queue' }), {});
    for (const tab of TABS) if (tab !== 'queue') assert.deepEqual(readSearch({ tab, more: 1 }), { tab });
  });

  it('takes nothing else, whatever somebody typed', () => {
    check(
      property(dictionary(string(), oneof(string(), integer(), constant(null))), (given) => {
        const { tab } = readSearch(given);
        assert.ok(tab === undefined || TABS.includes(tab));
      }),
    );
  });
});

describe('a reason', () => {
  const wordOf = (reason: string) => `said ${reason}`;
  it('is what most said, and nothing where nobody said anything that can be told', () => {
    assert.equal(usualReason([], wordOf), '');
    assert.equal(usualReason([{ reason: 'other' }, { reason: 'other' }], wordOf), '');
    assert.equal(
      usualReason(
        [{ reason: 'off-topic' }, { reason: 'spam' }, { reason: 'spam' }, { reason: 'other' }],
        wordOf,
      ),
      'Said spam',
    );
  });

  it('lasts as long as was chosen', () => {
    assert.deepEqual(DAYS.map(daysOf), [1, 7, 30, null]);
  });
});

it('the place in a queue stays where it was while rows come and go', () => {
  const rows = ['a', 'b', 'c'].map((id) => ({ id }));
  assert.equal(currentOf(rows, null)?.id, 'a');
  assert.equal(moved(rows, 'b', 1), 'c');
  assert.equal(moved(rows, 'c', 1), 'c');
  assert.equal(currentOf([], 'a'), undefined);
});
