import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  assert as check,
  constant,
  dictionary,
  integer,
  jsonValue,
  oneof,
  property,
  record,
  string,
} from 'fast-check';
import { LISTS, readSearch, TABS } from './search.ts';

describe('the address of the community screen', () => {
  it('keeps what it knows, and leaves out what is usual', () => {
    assert.deepEqual(readSearch({}), {});
    assert.deepEqual(readSearch({ tab: 'threads', list: 'latest', days: 28 }), {});
    assert.deepEqual(readSearch({ tab: 'statistics', days: '90' }), { tab: 'statistics', days: 90 });
    assert.deepEqual(readSearch({ tab: 'categories', list: 'deleted', category: 'fcat_1', q: 'router' }), {
      tab: 'categories',
      list: 'deleted',
      category: 'fcat_1',
      q: 'router',
    });
  });

  it('is read at all from anything that stands in an address, and the same when it is read again', () => {
    const days = { toString: 1, valueOf: 1 };
    assert.deepEqual(readSearch({ days, tab: ['statistics'], q: `${' '.repeat(300)}x` }), {});
    assert.deepEqual(readSearch({ days: ['90'] }), {});
    check(
      property(
        record({ tab: jsonValue(), list: jsonValue(), q: jsonValue(), days: jsonValue() }),
        (given) => {
          const once = readSearch(given);
          assert.deepEqual(readSearch({ ...once }), once);
        },
      ),
    );
  });

  it('takes nothing else, whatever somebody typed', () => {
    assert.deepEqual(readSearch({ tab: 'other', list: 7, category: ' ', q: { a: 1 }, days: 27 }), {});
    check(
      property(dictionary(string(), oneof(string(), integer(), constant(null))), (given) => {
        const { tab, list, category, q } = readSearch(given);
        assert.ok(tab === undefined || TABS.includes(tab));
        assert.ok(list === undefined || LISTS.includes(list));
        for (const text of [category, q])
          assert.ok(text === undefined || (text !== '' && text.length <= 300));
      }),
    );
  });
});
