import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextPlace, placeOf, previousStep, STEPS, type Step } from './steps.ts';

const marks = (...done: Step[]) =>
  Object.fromEntries(STEPS.map((step) => [step, done.includes(step)])) as Record<Step, boolean>;

test('the first run goes on where it was left', () => {
  assert.equal(placeOf(undefined, marks()), 'brand');
  assert.equal(placeOf(undefined, marks('brand', 'topics')), 'sources');
  assert.equal(placeOf(undefined, marks('topics')), 'brand');
  assert.equal(placeOf(undefined, marks(...STEPS)), 'done');
});

test('an address leads to its step, also when that was done; a wrong one to what is open', () => {
  assert.equal(placeOf('brand', marks(...STEPS)), 'brand');
  assert.equal(placeOf('done', marks()), 'done');
  assert.equal(placeOf('nonsense', marks('brand')), 'topics');
});

test('nothing is asked twice', () => {
  assert.equal(nextPlace('brand', marks('brand')), 'topics');
  assert.equal(nextPlace('brand', marks('brand', 'topics', 'sources')), 'account');
  assert.equal(nextPlace('team', marks()), 'done');
  assert.equal(nextPlace('topics', marks('account', 'team', 'sources')), 'done');
});

test('one can go back', () => {
  assert.equal(previousStep('brand'), null);
  assert.equal(previousStep('account'), 'sources');
  assert.equal(previousStep('done'), 'team');
});
