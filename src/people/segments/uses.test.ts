import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asksFor, SEGMENT_FACT } from './uses.ts';

const asks = (value: unknown) => ({ fact: SEGMENT_FACT, op: 'has-any-of', value });

test('a question about a segment is found wherever it lies', () => {
  const deep = { version: 1, when: { all: [{ none: [asks(['seg_b', 'seg_a'])] }] } };
  assert.ok(asksFor(deep, 'seg_a'));
  assert.ok(asksFor({ name: 'Rule', steps: [{ condition: deep }], n: 1 }, 'seg_b'));
  assert.ok(!asksFor(deep, 'seg_c'));
});

test('what merely looks like one is none', () => {
  for (const stored of [
    null,
    'seg_a',
    asks(['seg_b']),
    { fact: 'label', op: 'has-any-of', value: ['seg_a'] },
    { fact: SEGMENT_FACT, op: 'known' },
    { name: 'seg_a', condition: { all: [] } },
  ])
    assert.ok(!asksFor(stored, 'seg_a'), JSON.stringify(stored));
});
