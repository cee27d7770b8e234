import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { fromBase64Url, toBase64Url } from './base64url.ts';

test('bytes go there and back in every length', () => {
  for (let length = 0; length < 70; length += 1) {
    const bytes = randomBytes(length);
    const text = toBase64Url(bytes);
    assert.equal(text, bytes.toString('base64url'));
    assert.deepEqual([...fromBase64Url(text)], [...bytes]);
  }
});

test('a buffer is as good as an array', () => {
  assert.equal(toBase64Url(new Uint8Array([251, 255, 254]).buffer), '-__-');
});
