import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inputKind, readInput, shownValue } from './field-values.ts';

test('what a field shows is read again as the same value', () => {
  const values = [
    ['text', 'fibre'],
    ['number', -2.5],
    ['number', 0],
    ['date', '2026-11-22'],
    ['choice', 'M'],
    ['yes-no', true],
    ['yes-no', false],
  ] as const;
  for (const [kind, value] of values) assert.equal(readInput(kind, shownValue(value)), value);
});

test('nothing is nothing, and what is no number is told to the server as it was typed', () => {
  assert.equal(shownValue(undefined), '');
  for (const kind of ['text', 'number', 'date', 'choice', 'yes-no'] as const)
    assert.equal(readInput(kind, '  '), null);
  assert.equal(readInput('number', '12 apples'), '12 apples');
  assert.equal(readInput('number', '1e999'), '1e999');
  assert.equal(readInput('number', ' 7 '), 7);
});

test('numbers and days have inputs of their own', () => {
  assert.deepEqual((['text', 'number', 'date', 'choice', 'yes-no'] as const).map(inputKind), [
    'text',
    'number',
    'date',
    'text',
    'text',
  ]);
});
