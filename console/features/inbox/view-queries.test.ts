import assert from 'node:assert/strict';
import { test } from 'node:test';
import { movedView } from './view-queries.ts';

const views = ['a', 'b', 'c'].map((id) => ({ id }));
const order = (id: string, step: 1 | -1) =>
  movedView(views, id, step)
    .map((view) => view.id)
    .join('');

test('a view moves one place, and stays where there is none', () => {
  assert.deepEqual(
    [order('a', 1), order('c', -1), order('b', -1), order('a', -1), order('c', 1), order('x', 1)],
    ['bac', 'acb', 'bac', 'abc', 'abc', 'abc'],
  );
});
