import assert from 'node:assert/strict';
import { test } from 'node:test';
import { delayText, sizeText, worstFirst } from './lag.ts';

test('a delay is told in the unit that people would use', () => {
  assert.equal(delayText(2.4), '2 s');
  assert.equal(delayText(-1), '0 s');
  assert.equal(delayText(119), '119 s');
  assert.equal(delayText(240), '4 min');
  assert.equal(delayText(3 * 3600), '3 h');
  assert.equal(delayText(3 * 86_400), '3 d');
});

test('what is broken stands first, and what was paused on purpose last', () => {
  const source = (health: string, createdAt: string) => ({ health, createdAt });
  const sorted = worstFirst([
    source('paused', '1'),
    source('ok', '3'),
    source('ok', '2'),
    source('stopped', '9'),
    source('quiet', '4'),
  ]);
  assert.deepEqual(
    sorted.map(({ health, createdAt }) => health + createdAt),
    ['stopped9', 'quiet4', 'ok2', 'ok3', 'paused1'],
  );
});

test('sizes are short', () => {
  assert.equal(sizeText(0), '0 B');
  assert.equal(sizeText(999), '999 B');
  assert.equal(sizeText(1400), '1.4 kB');
  assert.equal(sizeText(13_382_602), '13.4 MB');
  assert.equal(sizeText(999_000_000_000), '999 GB');
});
