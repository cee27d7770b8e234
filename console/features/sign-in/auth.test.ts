import assert from 'node:assert/strict';
import { test } from 'node:test';
import { authError } from './auth.ts';

test("the library's codes are said in our words", () => {
  const error = authError(401, { code: 'INVALID_EMAIL_OR_PASSWORD', message: 'Invalid email or password' });
  assert.equal(error.code, 'INVALID_EMAIL_OR_PASSWORD');
  assert.match(error.message, /address or the password/);
});

test('a code without words keeps what was said', () => {
  assert.equal(authError(400, { code: 'SOMETHING_NEW', message: 'Odd.' }).message, 'Odd.');
});

test('our own shape passes as it is, with its wait', () => {
  const error = authError(
    429,
    { code: 'x', error: { code: 'sign_in.too_many_for_account', message: 'Wait.', params: { seconds: 60 } } },
    60,
  );
  assert.equal(error.code, 'sign_in.too_many_for_account');
  assert.equal(error.retryAfter, 60);
});

test('an answer that is no JSON still is an error with words', () => {
  const error = authError(502, null);
  assert.equal(error.status, 502);
  assert.notEqual(error.message, '');
});
