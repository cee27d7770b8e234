import assert from 'node:assert/strict';
import { it } from 'node:test';
import { ApiError } from '../../api/errors.ts';
import { readObjection, withReason } from './objected.ts';

it('an objection is told from other refusals, and set aside with a reason for each', () => {
  const params = { codes: 'voice.never.a,voice.reading', mayOverride: true };
  const error = new ApiError(422, { error: { code: 'reply.objected', message: 'Not so.', params } });
  const read = readObjection(error)!;
  assert.deepEqual(read, { codes: ['voice.never.a', 'voice.reading'], reason: 'Not so.', mayOverride: true });
  const before = [{ code: 'voice.promotion', reason: 'asked' }];
  assert.deepEqual(withReason({ outgoing: { overrides: before }, ...read }, 'agreed').overrides, [
    ...before,
    { code: 'voice.never.a', reason: 'agreed' },
    { code: 'voice.reading', reason: 'agreed' },
  ]);
  assert.equal(readObjection(new ApiError(422, { error: { code: 'reply.too_long' } })), null);
  assert.equal(readObjection(new Error('x')), null);
});
