import assert from 'node:assert/strict';
import { test } from 'node:test';
import { array, assert as check, integer, property, uniqueArray } from 'fast-check';
import { Positions } from './positions.ts';

test('moving and intersecting agrees with doing it one by one', () => {
  const set = uniqueArray(integer({ min: 0, max: 199 }), { maxLength: 80 });
  check(
    property(set, array(set, { maxLength: 3 }), integer({ min: 0, max: 100 }), (first, others, by) => {
      const positions = new Positions(200, first);
      for (const other of others) positions.keepBefore(new Positions(200, other), by);
      for (let at = 0; at < 200; at++) {
        const expected = first.includes(at) && others.every((other) => other.includes(at + by));
        assert.equal(positions.has(at), expected, `${at}`);
      }
    }),
  );
});
