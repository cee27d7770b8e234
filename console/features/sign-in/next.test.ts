import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canHoldPasskeys, keepsCookies, safeNext, secretOf } from './next.ts';

test('only pages of ours are gone to', () => {
  assert.equal(safeNext('/inbox?status=open'), '/inbox?status=open');
  for (const evil of [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '',
    7,
    undefined,
  ])
    assert.equal(safeNext(evil), '/', String(evil));
});

test('signing in does not lead back to signing in', () => {
  assert.equal(safeNext('/sign-in?next=/x'), '/');
  assert.equal(safeNext('/join#token=a'), '/');
  assert.equal(safeNext('/sign-in-history'), '/sign-in-history');
});

test('cookies are kept over https and on this machine', () => {
  const at = (address: string) => keepsCookies(new URL(address));
  for (const good of [
    'https://desk.example',
    'http://localhost:3000',
    'http://127.0.0.1:3000',
    'http://[::1]:3000',
  ])
    assert.equal(at(good), true, good);
  for (const bad of ['http://desk.example', 'http://192.168.1.4:3000', 'http://localhost.example'])
    assert.equal(at(bad), false, bad);
});

test('passkeys need a name', () => {
  assert.equal(canHoldPasskeys('localhost'), true);
  assert.equal(canHoldPasskeys('desk.example'), true);
  assert.equal(canHoldPasskeys('127.0.0.1'), false);
  assert.equal(canHoldPasskeys('[::1]'), false);
});

test('secrets come out of the fragment', () => {
  assert.equal(secretOf('#token=a_b-c', 'token'), 'a_b-c');
  assert.equal(secretOf('#reset=x', 'token'), null);
  assert.equal(secretOf('', 'token'), null);
  assert.equal(secretOf('#token=', 'token'), null);
});
