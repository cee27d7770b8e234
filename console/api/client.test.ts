import assert from 'node:assert/strict';
import { test } from 'node:test';
import { queryString, serverNow } from './client.ts';

test('leaves out what is not set and escapes the rest', () => {
  assert.equal(queryString(), '');
  assert.equal(queryString({ a: '', b: undefined, c: null }), '');
  assert.equal(
    queryString({ q: '"late bill" AND #fail', limit: 50, all: false }),
    '?q=%22late+bill%22+AND+%23fail&limit=50&all=false',
  );
});

test('before any answer the clock is this machine’s', () => {
  assert.ok(Math.abs(serverNow() - Date.now()) < 1000);
});
