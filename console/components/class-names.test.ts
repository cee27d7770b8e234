import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classNames } from './class-names.ts';

test('keeps the names that apply, in order', () => {
  assert.equal(classNames('a', false, undefined, null, '', 'b'), 'a b');
  assert.equal(classNames(), '');
});
