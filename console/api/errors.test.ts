import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApiError, messageOf, networkError } from './errors.ts';

test('takes code, message, fields and reference from the answer', () => {
  const error = new ApiError(422, {
    error: {
      code: 'invalid',
      message: 'Look at the name.',
      params: { max: 3 },
      requestId: 'r1',
      fields: [{ path: 'name', message: 'Too long' }, 7],
    },
  });
  assert.equal(error.code, 'invalid');
  assert.equal(error.message, 'Look at the name.');
  assert.equal(error.fieldMessage('name'), 'Too long');
  assert.equal(error.fieldMessage('other'), undefined);
  assert.equal(error.requestId, 'r1');
  assert.deepEqual(error.params, { max: 3 });
});

test('survives an answer that is not ours', () => {
  for (const body of [undefined, null, '<html>', [], { error: 'no' }, { error: { message: '' } }]) {
    const error = new ApiError(502, body);
    assert.equal(error.code, 'unknown');
    assert.notEqual(error.message, '');
  }
});

test('says in words what happened', () => {
  assert.match(messageOf(new ApiError(429, undefined, 12)), /12 seconds/);
  assert.match(messageOf(networkError()), /cannot be reached/);
  assert.equal(networkError().status, 0);
  assert.notEqual(messageOf('thrown text'), 'thrown text');
});
