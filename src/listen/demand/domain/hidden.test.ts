import assert from 'node:assert/strict';
import { test } from 'node:test';
import { array, assert as check, integer, property } from 'fast-check';
import { shown, shownWhole } from './hidden.ts';

test('one to four are never shown', () => {
  assert.deepEqual([0, 1, 4, 5, 60].map(shown), [0, null, null, 5, 60]);
});

test('no hidden part can be found by taking the others from the whole', () => {
  check(
    property(array(integer({ min: 0, max: 12 }), { maxLength: 8 }), (people) => {
      const whole = shownWhole(people.map((one) => ({ people: one })));
      const open = people.filter((one) => shown(one) !== null).reduce((sum, one) => sum + one, 0);
      const hidden = people.filter((one) => shown(one) === null);
      if (whole === null) return assert.ok(hidden.length > 0);
      assert.ok(whole > 0 || hidden.length === 0, `${people} is nobody`);
      const rest = whole - open;
      assert.ok(rest === 0 || (rest >= 5 && hidden.length > 1), `${people} → ${whole}`);
      assert.ok(whole === 0 || whole >= 5);
    }),
    { numRuns: 3000 },
  );
});
