import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApiError } from '../api/errors.ts';
import { clockOf, countdownText, waitOf } from './countdown.ts';

const limited = (code: string, retryAfter: number | null, params = {}) =>
  new ApiError(429, { error: { code, message: 'Too many.', params } }, retryAfter);

test('only a limit makes somebody wait', () => {
  assert.equal(waitOf(null), null);
  assert.equal(waitOf(new Error('x')), null);
  assert.equal(waitOf(new ApiError(400, null, 5)), null);
  assert.equal(waitOf(limited('http.too_many', 17)), 17);
});

test('the seconds come from the header, else from the words, else are a guess', () => {
  assert.equal(waitOf(limited('http.too_many', null, { seconds: 8.2 })), 9);
  assert.equal(waitOf(limited('http.too_many', null)), 30);
});

test('a wait is read as a clock from a minute on', () => {
  assert.equal(clockOf(59), '59 s');
  assert.equal(clockOf(60), '1:00');
  assert.equal(clockOf(605), '10:05');
});

test('an account that is limited is said to be safe', () => {
  assert.match(countdownText(limited('sign_in.too_many_for_account', 70), 70), /account.*1:10/);
  assert.match(countdownText(limited('sign_in.too_many_from_address', 5), 5), /5 s/);
});
