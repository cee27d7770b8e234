import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterReadBack, afterSend, afterUnknown, backOff, DEFAULT_LIMITS, type Limits } from './domain.ts';

const limits: Limits = { ...DEFAULT_LIMITS, settleMs: 20_000 };
const now = new Date('2026-11-22T12:00:00Z');
const attempt = { attempts: 1, checks: 0, ageMs: 0 };

test('a clear success is sent, a clear no has failed', () => {
  assert.deepEqual(afterSend({ outcome: 'sent', receipt: { uri: 'at://x' } }, attempt, limits, now), {
    state: 'sent',
    receipt: { uri: 'at://x' },
  });
  assert.deepEqual(afterSend({ outcome: 'refused', reason: 'blocked' }, attempt, limits, now), {
    state: 'failed',
    problem: 'blocked',
  });
});

test('a postponed row waits until the network said, never shorter than the back-off, and holds its lane', () => {
  const retryAt = new Date(now.getTime() + 90_000);
  assert.deepEqual(afterSend({ outcome: 'postponed', reason: 'limit', retryAt }, attempt, limits, now), {
    state: 'ready',
    waitMs: 90_000,
    problem: 'limit',
    pausesLane: true,
  });
  const past = afterSend(
    { outcome: 'postponed', reason: 'limit', retryAt: new Date(0) },
    { ...attempt, attempts: 4 },
    limits,
    now,
  );
  assert.equal(past.state === 'ready' && past.waitMs, 8000);
});

test('a network that names a moment in the far future is asked again after a day', () => {
  const retryAt = new Date('2999-01-01');
  const decision = afterSend({ outcome: 'postponed', reason: 'limit', retryAt }, attempt, limits, now);
  assert.equal(decision.state === 'ready' && decision.waitMs, 86_400_000);
});

test('what could not leave for three days is given up', () => {
  const decision = afterSend(
    { outcome: 'postponed', reason: 'no route' },
    { ...attempt, ageMs: 73 * 3_600_000 },
    limits,
    now,
  );
  assert.equal(decision.state, 'failed');
});

test('without a clear answer nothing is called again before the settle time', () => {
  const decision = afterUnknown('socket hang up', limits);
  assert.deepEqual([decision.state, 'waitMs' in decision && decision.waitMs], ['sending', 20_000]);
});

test('a read-back decides: present, absent, absent too often', () => {
  assert.equal(afterReadBack({ state: 'present', receipt: {} }, attempt, limits).state, 'sent');
  assert.equal(afterReadBack({ state: 'absent' }, attempt, limits).state, 'ready');
  assert.equal(afterReadBack({ state: 'absent' }, { ...attempt, attempts: 8 }, limits).state, 'failed');
});

test('a read-back that cannot tell is asked again, later each time, and in the end a person decides', () => {
  const waits: number[] = [];
  for (let checks = 0; checks < limits.maxChecks - 1; checks++) {
    const decision = afterReadBack({ state: 'unknown' }, { ...attempt, checks }, limits);
    assert.equal(decision.state, 'sending');
    if ('waitMs' in decision) waits.push(decision.waitMs);
  }
  assert.deepEqual(
    waits,
    waits.toSorted((a, b) => a - b),
  );
  assert.equal(
    afterReadBack({ state: 'unknown' }, { ...attempt, checks: limits.maxChecks - 1 }, limits).state,
    'uncertain',
  );
});

test('back-off doubles up to five minutes', () => {
  assert.deepEqual(
    [1, 2, 3].map((count) => backOff(count, 1000)),
    [1000, 2000, 4000],
  );
  assert.equal(backOff(1000, 1000), 300_000);
  assert.equal(backOff(1, 400_000), 400_000);
});
