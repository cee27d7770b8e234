import assert from 'node:assert/strict';
import { it } from 'node:test';
import { lineOf } from './line.ts';

it('a hit is one line, cut where it is long, and without a dash where it has one part', () => {
  assert.equal(lineOf({ title: 'Ann', excerpt: 'My router' }), 'Ann — My router');
  assert.equal(lineOf({ title: '#1001 Outage', excerpt: '' }), '#1001 Outage');
  assert.equal(lineOf({ title: 'x'.repeat(500), excerpt: 'y' }).length, 140);
});
