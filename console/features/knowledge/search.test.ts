import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readListSearch, readNewSearch } from './search.ts';

test('the address of the list keeps what it understands', () => {
  assert.deepEqual(
    readListSearch({ tab: 'gaps', q: 'bill', state: 'alarm', visibility: 'internal', category: 'helpcat_1' }),
    {
      tab: 'gaps',
      q: 'bill',
      state: 'alarm',
      visibility: 'internal',
      category: 'helpcat_1',
    },
  );
  assert.deepEqual(
    readListSearch({ tab: 'x', q: '', state: 7, visibility: 'secret', category: '<script>' }),
    {},
  );
});

test('a new article may begin with a title', () => {
  assert.deepEqual(readNewSearch({ title: 'a'.repeat(300) }), { title: 'a'.repeat(200) });
  assert.deepEqual(readNewSearch({ title: 4 }), {});
});
