import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readablePayload } from './payload.ts';

test('JSON is indented, anything else is shown as it came', () => {
  assert.equal(readablePayload('{"a":[1]}'), '{\n  "a": [\n    1\n  ]\n}');
  assert.equal(readablePayload('<rss>'), '<rss>');
  assert.equal(readablePayload('{"cut": "of'), '{"cut": "of');
  assert.equal(readablePayload('12345678901234567890'), '12345678901234567890');
});
