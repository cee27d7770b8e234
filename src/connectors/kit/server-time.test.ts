import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byOurClock } from './server-time.ts';

const now = new Date('2024-05-01T12:00:00Z');
const inAMinute = new Date('2024-05-01T12:01:00Z');

test('a moment is as far away as the server meant, however wrong our clock is', () => {
  for (const hoursOff of [-48, 0, 1, 48]) {
    const theirNow = now.getTime() + hoursOff * 3_600_000;
    const named = new Date(theirNow + 60_000);
    const moment = byOurClock(named, { date: new Date(theirNow).toUTCString() }, now);
    assert.deepEqual(moment, inAMinute, `${hoursOff} h`);
  }
});

test('a server without a readable date is taken at its word', () => {
  assert.deepEqual(byOurClock(inAMinute, {}, now), inAMinute);
  assert.deepEqual(byOurClock(inAMinute, { date: 'yesterday, perhaps' }, now), inAMinute);
});
