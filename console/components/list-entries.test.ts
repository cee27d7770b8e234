import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addEntries } from './list-entries.ts';

test('commas and lines part entries', () => {
  assert.deepEqual(addEntries([], 'one, two;three\nfour'), ['one', 'two', 'three', 'four']);
});

test('a double is not added, whatever its case', () => {
  assert.deepEqual(addEntries(['Tee'], 'tee, TEE, Shirt'), ['Tee', 'Shirt']);
});

test('the sign that is shown anyway is taken off', () => {
  assert.deepEqual(addEntries([], '@shop.example, @@other, plain', '@'), ['shop.example', 'other', 'plain']);
  assert.deepEqual(addEntries([], '#', '#'), []);
});

test('nothing typed changes nothing', () => {
  assert.deepEqual(addEntries(['a'], ' , ;'), ['a']);
});
