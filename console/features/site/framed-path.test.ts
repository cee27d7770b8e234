import assert from 'node:assert/strict';
import { test } from 'node:test';
import { framedPath, scaleFor } from './framed-path.ts';
import { readSearch } from './search.ts';

test('a page in a tried look keeps what its address says', () => {
  assert.equal(framedPath('/help', 'look_1', 'dark'), '/help?look=look_1&scheme=dark');
  assert.equal(
    framedPath('/contact?lang=de', 'look_1', 'light'),
    '/contact?lang=de&look=look_1&scheme=light',
  );
});

test('the page of a desk is made smaller where there is less room, never larger', () => {
  assert.equal(scaleFor(560), 0.5);
  assert.deepEqual([scaleFor(2000), scaleFor(0), scaleFor(10)], [1, 1, 0.3]);
});

test('the screen begins with the look, and knows no other tab than its own', () => {
  assert.deepEqual(readSearch({ tab: 'pages' }), { tab: 'pages' });
  for (const search of [{}, { tab: 'none' }, { tab: 1 }]) assert.deepEqual(readSearch(search), {});
});
