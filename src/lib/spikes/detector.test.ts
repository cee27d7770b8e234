import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type DetectorState, SpikeDetector, type SpikeEvent } from './detector.ts';
import { severityOf } from './incident.ts';
import { addCrisis, crisisOf, type Shape } from './testing/crises.ts';
import { FIRST_MINUTE, startsIn } from './testing/measure.ts';
import { poisson } from './testing/noise.ts';
import { randomFrom } from '../../../test/helpers/random.ts';
import { type Stream, streamOf } from './testing/stream.ts';

const FLAT = { daily: 0, weekend: 1, spread: 0, wander: 0, memory: 60, bursts: 0, cascades: 0 };
const USUAL = { ...FLAT, daily: 0.8, weekend: 0.8, spread: 0.1, wander: 0.08, memory: 90 };

const counted = (stream: Partial<Stream>) =>
  streamOf({ ...FLAT, rate: 20, days: 3, seed: 1, ...stream }).counts;

/** All events, with minutes counted from the first. */
function run(counts: Iterable<number | undefined>, detector = new SpikeDetector(), from = 0): SpikeEvent[] {
  const events: SpikeEvent[] = [];
  let minute = FIRST_MINUTE + from;
  for (const count of counts) {
    for (const event of detector.push(minute, count))
      events.push({ ...event, minute: event.minute - FIRST_MINUTE, since: event.since - FIRST_MINUTE });
    minute++;
  }
  return events;
}

/** Adds `rate` posts a minute from `from` to `to`. */
function raise(counts: Float64Array, from: number, to: number, rate: number): Float64Array {
  const random = randomFrom(from + to);
  const raised = Float64Array.from(counts);
  for (let minute = from; minute < to; minute++) raised[minute]! += poisson(random, rate);
  return raised;
}

describe('nothing happens', () => {
  test('no alert where every minute is the same, however many posts it has', () => {
    for (const count of [0, 1, 2, 20, 5000]) {
      const counts = Array.from({ length: 3 * 1440 }, () => count);
      assert.deepEqual(run(counts), [], `${count} a minute`);
    }
  });

  test('by chance alone at most one alert in ten days, at any rate', () => {
    for (const rate of [0.0015, 0.05, 0.5, 2, 20, 200]) {
      let alerts = 0;
      for (let seed = 1; seed <= 4; seed++) alerts += startsIn(counted({ rate, days: 10, seed })).length;
      assert.ok(alerts <= 4, `${alerts} alerts in 40 days at ${rate} a minute`);
    }
  });

  test('a burst of one to three minutes is none, wherever it falls', () => {
    for (const rate of [2, 20])
      for (const length of [1, 2, 3]) {
        const counts = counted({ rate, days: 4, seed: length });
        for (let at = 500; at < counts.length - 10; at += 400)
          for (let minute = at; minute < at + length; minute++) counts[minute]! += rate * 25;
        const alerts = startsIn(counts);
        assert.ok(alerts.length <= 1, `${length} minutes at ${rate}: ${alerts.length} of 13`);
      }
  });

  test('minutes that nobody knows are neither zeros nor a reason for an alert when posts come again', () => {
    const counts: (number | undefined)[] = [...counted({ days: 4, daily: 0.6 })];
    for (let minute = 4000; minute < 4400; minute++) counts[minute] = undefined;
    for (let minute = 1500; minute < 5700; minute += 7) counts[minute] = undefined;
    assert.deepEqual(run(counts), []);
  });

  test('a second week like the first brings no alert, weekends and nights included', () => {
    let alerts = 0;
    for (let seed = 1; seed <= 4; seed++)
      alerts += startsIn(counted({ ...USUAL, seed, days: 21 })).filter((start) => start > 8 * 1440).length;
    assert.ok(alerts <= 8, `${alerts} alerts in 52 days`);
  });
});

describe('an incident', () => {
  test('five times as many posts are found within ten minutes, and told once from start to end', () => {
    for (const rate of [2, 20, 200]) {
      const counts = raise(
        counted({ ...USUAL, rate, days: 10, seed: 3 }),
        9 * 1440,
        9 * 1440 + 180,
        rate * 5,
      );
      const events = run(counts).filter(({ minute }) => minute >= 9 * 1440 - 60);
      assert.deepEqual(
        [events[0]?.event, events.at(-1)?.event, events.at(-1)?.reason],
        ['start', 'end', 'calm'],
        `at ${rate}`,
      );
      assert.equal(new Set(events.map(({ alert }) => alert)).size, 1);
      assert.ok(events[0]!.minute - 9 * 1440 <= 10, `found after ${events[0]!.minute - 9 * 1440} minutes`);
      assert.ok(Math.abs(events[0]!.since - 9 * 1440) <= 10);
      assert.ok(events.at(-1)!.minute < 9 * 1440 + 180 + 150);
      const severities = events.map(({ severity }) => severity);
      assert.deepEqual(
        severities,
        [...severities].sort((a, b) => a - b),
        'updates only rise',
      );
    }
  });

  test('in the first hour already, when it is large', () => {
    const events = run(raise(counted({ days: 1 }), 65, 240, 200));
    assert.equal(events[0]?.event, 'start');
    assert.ok(events[0]!.minute < 80);
  });

  test('of a small topic: six posts in an hour where two a day are usual', () => {
    const counts = counted({ rate: 2 / 1440, days: 20, seed: 5 });
    for (let post = 0; post < 6; post++) counts[19 * 1440 + post * 9]! += 1;
    const found = run(counts).find(({ minute }) => minute >= 19 * 1440);
    assert.equal(found?.event, 'start');
    assert.ok(found!.minute < 19 * 1440 + 60);
    assert.ok(found!.severity <= 4, 'few posts are no disaster');
  });

  test('one that grows over hours is found before it is at its height', () => {
    const counts = counted({ ...USUAL, days: 16, seed: 8 });
    for (let age = 0; age < 360; age++) counts[15 * 1440 + age]! += Math.round((age / 360) * 100);
    const found = run(counts).find(({ minute }) => minute >= 15 * 1440);
    assert.equal(found?.event, 'start');
    assert.ok(found!.minute < 15 * 1440 + 120, `found after ${found!.minute - 15 * 1440} minutes`);
  });

  test('a step that stays is told once, ends as the new normal, and what comes upon it is found', () => {
    const step = raise(counted({ days: 12, seed: 2 }), 5 * 1440, 12 * 1440, 60);
    const events = run(raise(step, 9 * 1440, 9 * 1440 + 60, 400)).filter(({ event }) => event !== 'update');
    assert.deepEqual(
      events.map(({ event, reason }) => `${event} ${reason ?? ''}`.trim()),
      ['start', 'end new-normal', 'start', 'end calm'],
    );
    assert.ok(events[1]!.minute - 5 * 1440 <= 25 * 60);
    assert.ok(Math.abs(events[2]!.minute - 9 * 1440) <= 8);
  });

  test('earlier ones do not hide later ones', () => {
    let counts = counted({ ...USUAL, days: 24, seed: 6 });
    const days = [6, 10, 14, 18, 22];
    for (const day of days) counts = raise(counts, day * 1440 + 600, day * 1440 + 840, 80);
    const starts = startsIn(counts);
    for (const day of days)
      assert.ok(
        starts.some((start) => start >= day * 1440 + 600 && start <= day * 1440 + 620),
        `the one of day ${day} among ${starts.map((start) => (start / 1440).toFixed(2))}`,
      );
  });

  test('is found in posts that come late', () => {
    const detector = new SpikeDetector();
    run(counted({ days: 2 }), detector);
    const late = 2 * 1440;
    run(
      Array.from({ length: 30 }, () => 20),
      detector,
      late,
    );
    for (let minute = late + 5; minute < late + 28; minute++)
      assert.ok(detector.addLate(FIRST_MINUTE + minute, 150));
    assert.equal(run([20], detector, late + 30)[0]?.event, 'start');
    assert.equal(detector.addLate(FIRST_MINUTE, 5), false);
  });
});

describe('the detector as a machine', () => {
  test('tells the same twice', () => {
    const counts = counted({ ...USUAL, days: 9, seed: 4, bursts: 3, cascades: 3 });
    assert.deepEqual(run(counts), run(counts));
  });

  test('goes on after a restart as if nothing had happened, whenever that comes', () => {
    const counts = raise(counted({ ...USUAL, days: 6, seed: 9 }), 5 * 1440, 5 * 1440 + 200, 70);
    const whole = run(counts);
    assert.ok(whole.some(({ event }) => event === 'update'));
    const random = randomFrom(77);
    let detector = new SpikeDetector();
    const pieces: SpikeEvent[] = [];
    for (let from = 0; from < counts.length;) {
      const to = from + 1 + Math.floor(random() * 300);
      pieces.push(...run(counts.slice(from, to), detector, from));
      detector = new SpikeDetector({}, JSON.parse(JSON.stringify(detector.state())) as DetectorState);
      from = to;
    }
    assert.deepEqual(pieces, whole);
  });

  test('finds the same whether a topic is small or ten times as large', () => {
    const shape: Shape[] = ['sudden', 'fast'];
    for (const [index, one] of shape.entries())
      for (const rate of [5, 50]) {
        const counts = counted({ ...USUAL, rate, days: 8, seed: 20 + index });
        const onset = addCrisis(counts, crisisOf(one, 8, 4, index), 7 * 1440, rate, randomFrom(index));
        const found = startsIn(counts).find((start) => start >= onset - 10);
        assert.ok(found !== undefined && found - onset <= 15, `${one} at ${rate}: ${found}`);
      }
  });

  test('tells what is usual, within its band most of the time', () => {
    const counts = counted({ ...USUAL, days: 15, seed: 12 });
    const detector = new SpikeDetector();
    let [above, sum, expected] = [0, 0, 0];
    for (const [minute, count] of counts.entries()) {
      detector.push(FIRST_MINUTE + minute, count);
      if (minute < 14 * 1440) continue;
      const { mean, high } = detector.usual;
      const quarter = counts.slice(minute - 14, minute + 1).reduce((all, one) => all + one, 0) / 15;
      if (quarter > high) above++;
      sum += count;
      expected += mean;
    }
    assert.ok(above < 30, `${above} minutes of a day above the band`);
    assert.ok(Math.abs(sum / expected - 1) < 0.15);
  });
});

test('severity grows with each of its parts, from 1 to 10', () => {
  assert.equal(severityOf(1, 0, 0), 1);
  assert.equal(severityOf(2.2, 6, 20), 2);
  assert.equal(severityOf(2, 120, 60), 3);
  assert.equal(severityOf(5, 4800, 60), 7);
  assert.equal(severityOf(50, 100_000, 600), 10);
  assert.ok(severityOf(10, 100, 30) < severityOf(10, 10_000, 30));
  assert.ok(severityOf(3, 1000, 30) <= severityOf(3, 1000, 300));
  assert.ok(severityOf(2, 1000, 60) < severityOf(8, 1000, 60));
});
