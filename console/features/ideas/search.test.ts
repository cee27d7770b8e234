import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assert as check, constant, dictionary, integer, oneof, property, string } from 'fast-check';
import { quartersFor, quartersFrom, readSearch, SORTS, STATUSES, TABS } from './search.ts';

describe('the address of the screen of ideas', () => {
  it('keeps what it knows, and leaves out what is usual', () => {
    assert.deepEqual(readSearch({ tab: 'ideas', view: 'list', sort: 'top' }), {});
    const asked = {
      tab: 'roadmap',
      view: 'columns',
      sort: 'new',
      status: 'planned',
      board: 'ibo_1',
      q: 'bill',
    };
    assert.deepEqual(readSearch(asked), asked);
  });

  it('is the same when it is read again, cut words and blanks too', () => {
    const words = oneof(string({ maxLength: 700 }), constant(`${' '.repeat(300)}x`));
    check(
      property(words, words, (q, board) => {
        const once = readSearch({ q, board, view: 'columns', status: 'duplicate' });
        assert.deepEqual(readSearch({ ...once }), once);
        assert.equal(once.status, undefined);
      }),
    );
  });

  it('takes nothing else, whatever somebody typed', () => {
    check(
      property(dictionary(string(), oneof(string(), integer(), constant(null))), (given) => {
        const { tab, sort, status, board, q } = readSearch(given);
        assert.ok(tab === undefined || TABS.includes(tab));
        assert.ok(sort === undefined || SORTS.includes(sort));
        assert.ok(status === undefined || STATUSES.includes(status));
        for (const text of [board, q]) assert.ok(text === undefined || (text !== '' && text.length <= 300));
      }),
    );
  });
});

describe('quarters', () => {
  it('go on over the end of a year', () => {
    assert.deepEqual(quartersFrom(new Date('2026-11-23T00:00:00Z'), 3), ['2026-Q4', '2027-Q1', '2027-Q2']);
    assert.deepEqual(quartersFrom(new Date('2027-01-01T00:00:00Z'), 1), ['2027-Q1']);
  });

  it('are those that come and those that ideas have, each once and in order', () => {
    const day = new Date('2026-11-23T00:00:00Z');
    const quarters = quartersFor(['2025-Q2', null, '2027-Q1', '2027-Q1'], day);
    assert.equal(quarters[0], '2025-Q2');
    assert.equal(new Set(quarters).size, quarters.length);
    assert.deepEqual(quarters, quarters.toSorted());
  });
});
