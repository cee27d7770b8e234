import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { randomFrom } from '../../../test/helpers/random.ts';
import { type Demand, erlangB, erlangC, peopleNeeded, staffingOf, withShrinkage } from './index.ts';

const near = (actual: number, expected: number, within: number, told = '') =>
  assert.ok(Math.abs(actual - expected) <= within, `${told} ${actual} is not ${expected} ± ${within}`);
const calls = (more: Partial<Demand> = {}): Demand => ({
  perHour: 200,
  handleMinutes: 3,
  concurrency: 1,
  targetShare: 0.8,
  targetMinutes: 20 / 60,
  ...more,
});

describe('Erlang’s formulas', () => {
  it('give what textbooks say of queues with one, two, three and five servers', () => {
    // M/M/c: C(c, a) as in Gross & Harris, Fundamentals of Queueing Theory.
    for (const [servers, load, expected] of [
      [1, 0.5, 0.5],
      [2, 1, 1 / 3],
      [3, 2, 4 / 9],
      [5, 4, 0.5541],
      [2, 1.5, 0.6429],
    ] as const)
      near(erlangC(servers, load), expected, 0.0001, `C(${servers}, ${load})`);
  });

  it('give what the tables of blocked traffic say', () => {
    // Erlang B tables: at one per cent lost, 10 lines carry 4.461 erlangs, 20 carry 12.031, 100 carry 84.064.
    for (const [lines, load] of [
      [1, 0.0101],
      [5, 1.3608],
      [10, 4.4612],
      [20, 12.0306],
      [50, 37.9014],
      [100, 84.0642],
    ] as const)
      near(erlangB(lines, load), 0.01, 0.00002, `B(${lines}, ${load})`);
    near(erlangB(10, 10), 0.2146, 0.0001);
  });

  it('give the example that call centres learn with: 10 erlangs, 14 people', () => {
    const { share, waitMinutes, occupancy } = staffingOf(14, calls());
    near(erlangC(14, 10), 0.1741, 0.0001);
    near(share, 0.8884, 0.0001);
    near(waitMinutes * 60, 7.8, 0.05);
    near(occupancy, 0.7143, 0.0001);
    assert.equal(peopleNeeded(calls()).people, 14);
    assert.equal(withShrinkage(14, 0.3), 20);
  });

  it('hold for loads of any size', () => {
    assert.equal(erlangC(5, 5), 1);
    assert.equal(erlangC(5, 0), 0);
    near(erlangC(1000, 950), 0.0616, 0.01);
    assert.ok(Number.isFinite(erlangC(20_000, 19_900)));
    const many = peopleNeeded(calls({ perHour: 20_000 }));
    assert.ok(many.share >= 0.8 && many.people > 1000 && many.people < 1200, JSON.stringify(many));
  });
});

describe('people needed', () => {
  it('are none when nothing comes, and one for very little', () => {
    assert.equal(peopleNeeded(calls({ perHour: 0 })).people, 0);
    assert.equal(peopleNeeded(calls({ perHour: 0.1, targetMinutes: 60 })).people, 1);
    assert.equal(withShrinkage(0, 0.3), 0);
  });

  it('are never fewer for more work, a stricter target or less time', () => {
    const needed = (more: Partial<Demand>) => peopleNeeded(calls(more)).people;
    for (let perHour = 0; perHour < 400; perHour += 13) {
      assert.ok(needed({ perHour }) <= needed({ perHour: perHour + 13 }), `${perHour}`);
      assert.ok(needed({ perHour }) <= needed({ perHour, targetShare: 0.95 }), `${perHour}`);
      assert.ok(needed({ perHour, targetMinutes: 5 }) <= needed({ perHour }), `${perHour}`);
    }
  });

  it('are not too busy, however patient the customers', () => {
    const day = peopleNeeded(calls({ targetMinutes: 24 * 60 }));
    assert.ok(day.occupancy <= 0.85 && day.people === 12, JSON.stringify(day));
    assert.equal(peopleNeeded(calls({ targetMinutes: 24 * 60 }), 1).people, 11);
  });

  it('are fewer where one has several chats at a time', () => {
    const chat = calls({ handleMinutes: 6, concurrency: 3 });
    const one = calls({ handleMinutes: 6 });
    assert.ok(peopleNeeded(chat).people < peopleNeeded(one).people / 2);
    near(staffingOf(10, chat).occupancy, 20 / 30, 1e-9);
  });
});

describe('a queue that is watched', () => {
  it('does what the formulas foretell', () => {
    const seed = Number(process.env.SEED ?? 20261122);
    for (const [people, perHour] of [
      [14, 200],
      [6, 90],
      [2, 25],
    ] as const) {
      const demand = calls({ perHour });
      const { share, waitMinutes } = staffingOf(people, demand);
      const seen = watchQueue(people, demand, 200_000, randomFrom(seed));
      near(seen.share, share, 0.012, `share of ${people} people, seed ${seed}`);
      near(seen.waitMinutes, waitMinutes, waitMinutes * 0.12, `wait with ${people} people, seed ${seed}`);
    }
  });
});

/** Contacts at random, handled in their order by whoever is free first. */
function watchQueue(people: number, demand: Demand, contacts: number, random: () => number) {
  const freeAt = new Float64Array(people);
  let [now, inTime, waited] = [0, 0, 0];
  for (let i = 0; i < contacts; i++) {
    now += (-Math.log(1 - random()) * 60) / demand.perHour;
    let first = 0;
    for (let j = 1; j < people; j++) if (freeAt[j]! < freeAt[first]!) first = j;
    const begin = Math.max(now, freeAt[first]!);
    freeAt[first] = begin - Math.log(1 - random()) * demand.handleMinutes;
    waited += begin - now;
    if (begin - now <= demand.targetMinutes) inTime += 1;
  }
  return { share: inTime / contacts, waitMinutes: waited / contacts };
}
