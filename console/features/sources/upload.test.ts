import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatOf } from './upload.ts';

test('the name of a file tells its format', () => {
  assert.equal(formatOf('Posts.CSV'), 'csv');
  assert.equal(formatOf('posts.ndjson'), 'ndjson');
  assert.equal(formatOf('posts.jsonl'), 'ndjson');
  assert.equal(formatOf('posts'), 'ndjson');
});
