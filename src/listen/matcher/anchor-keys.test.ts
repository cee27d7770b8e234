import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anchors, parseQuery } from '#lib/query/index.ts';
import { anchorKeys } from './anchor-keys.ts';

/** The keys by which a topic is looked up. */
function keys(source: string): string[] {
  const parsed = parseQuery(source);
  assert.ok(parsed.isValid, source);
  const anchor = anchors(parsed.query, 'facts');
  assert.ok(anchor !== null, source);
  return anchorKeys(anchor).map((key) => (key.type === 'term' ? key.term : `${key.prefix}*`));
}

test('of words that must all be there the rarest by guess is enough', () => {
  assert.deepEqual(keys('in exceptional need'), ['exceptional']);
  assert.deepEqual(keys('"to be cancelled"'), ['cancelled']);
  assert.deepEqual(keys('a NEAR/3 warehouse'), ['warehouse']);
});

test('of alternatives every one is needed', () => {
  assert.deepEqual(keys('refund OR exchange'), ['refund', 'exchange']);
  assert.deepEqual(keys('(it OR is) battery'), ['battery']);
  assert.deepEqual(keys('(refund OR exchange) a'), ['refund', 'exchange']);
});

test('a prefix is worth less than a word, and a language hardly anything', () => {
  assert.deepEqual(keys('abc* lorry'), ['lorry']);
  assert.deepEqual(keys('a lang:en is:reply has:link kind:post source:x'), ['a']);
  assert.deepEqual(keys('abc* lang:en'), ['abc*']);
  assert.deepEqual(keys('author:joe lang:en'), ['author:joe']);
});
