import assert from 'node:assert/strict';
import { it } from 'node:test';
import { offeredTopics } from './topics.ts';

it('offers the chosen topics first, the others by name, and so many as one can look through', () => {
  const topics = ['zeta', 'Alpha', 'flu', 'fever'].map((name) => ({ id: name, name }));
  const names = (first: string[], find: string) =>
    offeredTopics(topics, first, find).shown.map(({ name }) => name);
  assert.deepEqual(names(['zeta'], ''), ['zeta', 'Alpha', 'fever', 'flu']);
  assert.deepEqual(names([], ' F'), ['fever', 'flu']);
  assert.deepEqual(names([], 'nothing'), []);
  const many = Array.from({ length: 100 }, (_, index) => ({ id: `${index}`, name: `topic ${index}` }));
  const { shown, more } = offeredTopics(many, ['99'], '');
  assert.deepEqual([shown[0]?.id, shown.length + more], ['99', 100]);
});
