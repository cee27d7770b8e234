import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from '#platform/ids/index.ts';
import { inParts } from './index.ts';

test('ids are named in order, each once, in parts that fit into an event', () => {
  const ids = Array.from({ length: 201 }, () => newId('conv'));
  const parts = inParts(ids);
  assert.deepEqual(
    parts.map((part) => part.length),
    [100, 100, 1],
  );
  assert.deepEqual(parts.flat(), ids);
  for (const part of parts)
    assert.ok(JSON.stringify({ name: 'inbox.changed', data: { ids: part, count: 100 } }).length < 7000);
  assert.deepEqual(inParts([]), []);
});
