import assert from 'node:assert/strict';
import { it } from 'node:test';
import { whereOf } from './where.ts';

it('a rule says where it counts, and nothing where it counts everywhere', () => {
  assert.equal(whereOf({ channels: ['mail'], languages: ['de', 'fr'] }), 'mail, de, fr');
  assert.equal(whereOf({ channels: [], languages: [] }), '');
});
