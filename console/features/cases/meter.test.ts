import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMeter, IDLE_MS } from './meter.ts';

const SECOND = 1000;

/** Ticks every second for so long. */
function run(
  meter: ReturnType<typeof createMeter>,
  from: number,
  seconds: number,
  on = 'case_1',
  isVisible = true,
) {
  for (let at = 0; at <= seconds; at++) meter.tick(from + at * SECOND, on, isVisible);
  return from + seconds * SECOND;
}

test('time counts while the case is on the screen and somebody is at work', () => {
  const meter = createMeter();
  meter.input(0);
  run(meter, 0, 30);
  assert.deepEqual(meter.take(), [{ caseId: 'case_1', seconds: 30 }]);
  assert.deepEqual(meter.take(), [], 'it is told once');
});

test('nothing counts before the first input, in a hidden tab, without a case, and a minute after the last input', () => {
  const meter = createMeter();
  run(meter, 0, 20);
  assert.deepEqual(meter.take(), []);
  meter.input(20 * SECOND);
  run(meter, 20 * SECOND, 10, 'case_1', false);
  for (let at = 30; at < 40; at++) meter.tick(at * SECOND, null, true);
  assert.deepEqual(meter.take(), []);
  run(meter, 40 * SECOND, 600);
  assert.deepEqual(meter.take(), [{ caseId: 'case_1', seconds: 20 + IDLE_MS / SECOND - 40 }]);
});

test('a machine that slept does not count its sleep, and parts of a second are not lost', () => {
  const meter = createMeter();
  meter.input(0);
  meter.tick(0, 'case_1', true);
  meter.input(3_600_000);
  meter.tick(3_600_000, 'case_1', true);
  assert.deepEqual(meter.take(), []);
  for (const at of [600, 1200, 1800]) meter.tick(3_600_000 + at, 'case_1', true);
  assert.deepEqual(meter.take(), [{ caseId: 'case_1', seconds: 1 }]);
  meter.tick(3_602_000, 'case_2', true);
  meter.tick(3_602_200, 'case_1', true);
  assert.deepEqual(meter.take(), [{ caseId: 'case_1', seconds: 1 }]);
});
