import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recordOf, standingOf } from './standing.ts';

test('an address that was live stays so, and tells what is wrong with it now', () => {
  const liveSince = '2026-11-23T08:00:00.000Z';
  assert.equal(standingOf({ liveSince: null, problem: null }), 'waits');
  assert.equal(standingOf({ liveSince: null, problem: 'elsewhere' }), 'waits');
  assert.equal(standingOf({ liveSince, problem: null }), 'live');
  assert.equal(standingOf({ liveSince, problem: 'unreachable' }), 'trouble');
});

test('a record is an alias of a name, and never of a number', () => {
  assert.equal(recordOf('help.example.com', 'care.example.com'), 'help.example.com. CNAME care.example.com.');
  assert.equal(recordOf('help.example.com:8443', '192.0.2.7:3000'), 'help.example.com. A 192.0.2.7');
});
