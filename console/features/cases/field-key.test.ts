import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keyFor } from './field-key.ts';

test('a key is what the server takes, whatever the field is called', () => {
  assert.equal(keyFor('Störung seit (Tag)', []), 'storung-seit-tag');
  for (const label of ['', '!!!', '2026', '故障', 'x'.repeat(200), '-a-', 'a--b ']) {
    assert.match(keyFor(label, []), /^[a-z][a-z0-9-]{0,39}$/, label);
  }
});

test('two fields of one name get two keys', () => {
  assert.equal(keyFor('Cause', ['cause', 'cause-2']), 'cause-3');
  assert.equal(keyFor('故障', ['field']), 'field-2');
});
