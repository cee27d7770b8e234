import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { byOurClock, SendPostponed, SendRefused, SourceBusy, SourceStopped } from './index.ts';

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

test('no date of a server makes a moment that is none', () => {
  const dates =
    `Tue, 01 Jan -200000 00:00:00 GMT|-271821-04-20T00:00:00Z|+275760-09-13T00:00:00Z|NaN||0|\u0000|${'9'.repeat(5000)}
    |Thu, 31 Feb 2024 25:61:61 GMT|2024-05-01T12:00:00Z, 2024-05-01`.split('|');
  const moments = [inAMinute, new Date(0), new Date(8.64e15), new Date(-8.64e15)];
  for (const date of dates)
    for (const moment of moments)
      assert.ok(!Number.isNaN(byOurClock(moment, { date }, now).getTime()), `${date} ${moment.getTime()}`);
  assert.ok(Number.isNaN(byOurClock(new Date('soon'), {}, now).getTime()), 'what was none stays none');
});

test('the distance that a server meant is kept to the second, whatever both clocks say', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -1e9, max: 4e9 }),
      fc.integer({ min: -1e9, max: 4e9 }),
      fc.integer({ min: -1e6, max: 1e6 }),
      (theirs, ours, seconds) => {
        const date = new Date(theirs * 1000).toUTCString();
        const moment = byOurClock(new Date((theirs + seconds) * 1000), { date }, new Date(ours * 1000));
        assert.equal(moment.getTime(), (ours + seconds) * 1000);
      },
    ),
  );
});

test('what a connector throws is told apart by its class, and keeps its reason, code and moment', () => {
  const refused = new SendRefused('post.gone', 'The post is gone.');
  const stopped = new SourceStopped('source.gone', 'The feed is gone.');
  assert.deepEqual(
    [refused.code, refused.message, `${refused}`],
    ['post.gone', 'The post is gone.', 'SendRefused: The post is gone.'],
  );
  assert.deepEqual(
    [stopped.code, stopped.message, stopped.name],
    ['source.gone', 'The feed is gone.', 'SourceStopped'],
  );
  for (const one of [new SendPostponed('Later.', inAMinute), new SourceBusy('Later.', inAMinute)]) {
    assert.deepEqual([one.retryAt, one.message], [inAMinute, 'Later.']);
    assert.ok(one instanceof Error && !(one instanceof SendRefused) && !(one instanceof SourceStopped));
    assert.ok(one.stack?.includes('server-time.test'), 'it says where it came from');
  }
  assert.equal(new SendPostponed('Later.').retryAt, undefined);
});
