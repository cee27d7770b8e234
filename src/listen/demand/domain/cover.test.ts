import assert from 'node:assert/strict';
import { test } from 'node:test';
import { array, assert as check, constantFrom, integer, property, record } from 'fast-check';
import { daysOfCover, type Outlet, transfersFor, upliftOf } from './cover.ts';

function outlet(outletId: string, onHand: number, perDay: number, uplift = 1, longitude = 0): Outlet {
  return { outletId, onHand, perDay, uplift, latitude: 0, longitude };
}
const distance = (one: Outlet, other: Outlet) => Math.abs(one.longitude! - other.longitude!);

test('talk lifts demand with the people who speak, carefully where there are few, never below the usual', () => {
  assert.equal(upliftOf(0, 20), 1);
  assert.ok(upliftOf(6, 1) < 2);
  assert.ok(Math.abs(upliftOf(300, 100) - 2.9) < 0.1);
  assert.equal(upliftOf(10_000, 1), 4);
});

test('days of cover', () => {
  assert.equal(daysOfCover({ onHand: 20, perDay: 5 }, 2), 2);
  assert.equal(daysOfCover({ onHand: 0, perDay: 0 }, 2), Infinity);
  assert.equal(daysOfCover({ onHand: 0, perDay: 1 }, 1), 0);
});

test('the shortest is helped first, from the nearest that can spare it', () => {
  const outlets = [
    outlet('short', 10, 5, 2, 0),
    outlet('shortest', 0, 5, 2, 1),
    outlet('near', 200, 5, 1, 2),
    outlet('far', 1000, 5, 1, 50),
    outlet('unsold', 3, 0, 1, 90),
  ];
  const transfers = transfersFor(outlets, 7, distance);
  assert.deepEqual(transfers.slice(0, 2), [
    { from: 'near', to: 'shortest', pieces: 70, kilometres: 1 },
    { from: 'near', to: 'short', pieces: 60, kilometres: 2 },
  ]);
  assert.deepEqual(transfersFor([outlet('a', 1, 5), outlet('b', 2, 5)], 7, distance), []);
});

test('nobody is left short by helping, nothing is given twice, and nobody gets more than he lacks', () => {
  const outlets = array(
    record({
      onHand: integer({ min: 0, max: 500 }),
      perDay: integer({ min: 0, max: 30 }),
      uplift: constantFrom(1, 1.5, 4),
      x: integer({ min: 0, max: 99 }),
    }),
    { maxLength: 12 },
  );
  check(
    property(outlets, integer({ min: 1, max: 30 }), (drawn, leadDays) => {
      const all = drawn.map(({ onHand, perDay, uplift, x }, i) => outlet(`o${i}`, onHand, perDay, uplift, x));
      const left = new Map(all.map(({ outletId, onHand }) => [outletId, onHand]));
      for (const { from, to, pieces } of transfersFor(all, leadDays, distance)) {
        assert.ok(Number.isInteger(pieces) && pieces > 0 && from !== to);
        left.set(from, left.get(from)! - pieces);
        left.set(to, left.get(to)! + pieces);
      }
      for (const one of all) {
        const [before, after] = [
          daysOfCover(one, one.uplift),
          daysOfCover({ ...one, onHand: left.get(one.outletId)! }, one.uplift),
        ];
        if (after < before) assert.ok(after >= leadDays * 2, one.outletId);
        if (after > before)
          assert.ok(left.get(one.outletId)! - 1 < one.perDay * one.uplift * leadDays, one.outletId);
      }
    }),
    { numRuns: 2000 },
  );
});
