import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseJson } from './index.ts';

test('reads what is JSON, and answers undefined for everything else', () => {
  assert.deepEqual(parseJson(' {"a": [1, null]} '), { a: [1, null] });
  assert.equal(parseJson('null'), null);
  for (const text of ['', '{', 'NaN', '{"a": 1,}', '1 2', '\0'])
    assert.equal(parseJson(text), undefined, text);
});
