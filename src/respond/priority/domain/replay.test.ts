import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import type { Factor } from '#respond/triage/index.ts';
import { likeness } from './correlation.ts';
import { type Arrival, rankAt, replay } from './replay.ts';
import { Waiting } from './waiting.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 10, 16);
const arrival = (id: string, hours: number, factors: Factor[] = []): Arrival => ({
  id,
  at: START + hours * HOUR,
  factors,
});
const urgent: Factor = { key: 'urgency', points: 240, reason: '' };
const answersAt = (...hours: number[]) => hours.map((hour) => START + hour * HOUR);
const waitedHours = (arrivals: Arrival[], answers: number[], before: object, after: object) =>
  replay(
    arrivals,
    answers,
    before as Record<string, number>,
    after as Record<string, number>,
    START + 10 * HOUR,
  ).map(({ id, before: was, after: would }) => [id, was / HOUR, would / HOUR]);

describe('what would have happened', () => {
  it('is the same where the weights are', () => {
    const found = waitedHours([arrival('a', 0), arrival('b', 1, [urgent])], answersAt(2, 3), {}, {});
    assert.deepEqual(found, [
      ['a', 3, 3],
      ['b', 1, 1],
    ]);
  });

  it('gives the same answers to others: who was urgent waits longer when urgency counts nothing', () => {
    const found = waitedHours(
      [arrival('a', 0), arrival('b', 1, [urgent])],
      answersAt(2, 3),
      {},
      { urgency: 0 },
    );
    assert.deepEqual(found, [
      ['a', 3, 2],
      ['b', 1, 2],
    ]);
  });

  it('answers nobody before they came, and lets whoever got no answer wait until the end', () => {
    const found = waitedHours([arrival('late', 5), arrival('early', 0)], answersAt(1), {}, {});
    assert.deepEqual(found, [
      ['late', 5, 5],
      ['early', 1, 1],
    ]);
    assert.deepEqual(waitedHours([], answersAt(1), {}, {}), []);
  });

  it('serves in the order of the queue, against a plain search', () => {
    const people = fc.array(
      fc.record({ hours: fc.integer({ min: 0, max: 20 }), points: fc.integer({ min: 0, max: 60 }) }),
      { maxLength: 25 },
    );
    fc.assert(
      fc.property(
        people,
        fc.array(fc.integer({ min: 0, max: 25 }), { maxLength: 30 }),
        fc.constantFrom(0, 0.5, 1, 3),
        (given, hours, weight) => {
          const arrivals = given.map(({ hours: at, points }, i) =>
            arrival(`c${i}`, at, [{ key: 'urgency', points, reason: '' }]),
          );
          const answers = answersAt(...hours).sort((a, b) => a - b);
          const end = START + 30 * HOUR;
          const left = new Set(arrivals);
          const plain = new Map<string, number>();
          for (const moment of answers) {
            const here = [...left].filter(({ at }) => at <= moment);
            const rank = (one: Arrival) => rankAt(one.at, one.factors, { urgency: weight });
            here.sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
            if (!here[0]) continue;
            left.delete(here[0]);
            plain.set(here[0].id, moment);
          }
          for (const { id, after } of replay(arrivals, answers, {}, { urgency: weight }, end)) {
            const at = arrivals.find((one) => one.id === id)!.at;
            assert.equal(after, (plain.get(id) ?? end) - at);
          }
        },
      ),
    );
  });

  it('never changes how many are answered, nor the sum of waiting while all are', () => {
    const factors = fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(factors, (points) => {
        const arrivals = points.map((p, i) =>
          arrival(`c${i}`, i / 10, [{ key: 'urgency', points: p, reason: '' }]),
        );
        const waited = replay(
          arrivals,
          answersAt(...points.map((_, i) => 5 + i / 10)),
          {},
          { urgency: 0 },
          START + 99 * HOUR,
        );
        const sum = (key: 'before' | 'after') => waited.reduce((total, one) => total + one[key], 0);
        assert.ok(Math.abs(sum('before') - sum('after')) < 1);
      }),
    );
  });
});

describe('the queue of a replay', () => {
  it('gives back what was put in, in order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 60 }), (ranks) => {
        const waiting = new Waiting();
        for (const [i, rank] of ranks.entries()) waiting.add({ id: String(i).padStart(3, '0'), rank });
        const taken = ranks.map(() => waiting.take()!);
        const wanted = ranks.map((rank, i) => ({ rank, id: String(i).padStart(3, '0') }));
        wanted.sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1));
        assert.deepEqual(
          taken,
          wanted.map(({ id }) => id),
        );
        assert.equal(waiting.take(), undefined);
      }),
    );
  });
});

describe('how alike two orders are', () => {
  it('is one for the same, minus one turned round, and nothing for fewer than two', () => {
    const order = ['a', 'b', 'c', 'd'];
    assert.deepEqual(likeness(order, order), { spearman: 1, kendall: 1 });
    assert.deepEqual(likeness(order, order.toReversed()), { spearman: -1, kendall: -1 });
    assert.deepEqual(likeness(['a'], ['a']), { spearman: null, kendall: null });
  });

  it('agrees with counting the pairs one by one', () => {
    const order = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    fc.assert(
      fc.property(fc.shuffledSubarray(order, { minLength: 7 }), (other) => {
        let agree = 0;
        for (let i = 0; i < 7; i++)
          for (let j = i + 1; j < 7; j++)
            agree += other.indexOf(order[i]!) < other.indexOf(order[j]!) ? 1 : -1;
        assert.ok(Math.abs(likeness(order, other).kendall! - agree / 21) < 1e-12);
      }),
    );
  });
});
