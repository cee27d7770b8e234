import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedAt, isIdle, nextStep, type Step } from './escalation.ts';

const step = (change: Partial<Step> = {}): Step => ({
  afterMinutes: 120,
  tell: 'lead',
  moveTo: null,
  ...change,
});

test('each step that is offered comes after twice the time, and never after more than a month', () => {
  assert.deepEqual(nextStep([]), step());
  assert.equal(nextStep([step({ afterMinutes: 240 }), step()]).afterMinutes, 480);
  assert.equal(nextStep([step({ afterMinutes: 43_200 })]).afterMinutes, 43_200);
});

test('a step that tells nobody and moves nothing does nothing', () => {
  assert.equal(isIdle(step({ tell: null })), true);
  assert.equal(isIdle(step({ tell: null, moveTo: 'team_1' })), false);
  assert.equal(isIdle(step({ tell: 'user_1' })), false);
});

test('one step is changed, the others stay', () => {
  const steps = [step(), step({ afterMinutes: 300 })];
  assert.deepEqual(changedAt(steps, 1, { tell: 'user_1' }), [
    step(),
    step({ afterMinutes: 300, tell: 'user_1' }),
  ]);
});
