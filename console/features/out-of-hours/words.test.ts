import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isWritten, keyOf, newAnswer, placesLeft } from './words.ts';

test('a place is offered once: networks, and accounts where there are several', () => {
  const accounts = [
    { id: 'a', network: 'mail', handle: 'help@acme.example' },
    { id: 'b', network: 'mail', handle: 'shop@acme.example' },
    { id: 'c', network: 'chat', handle: 'chat' },
  ];
  assert.deepEqual(placesLeft(accounts, []).map(keyOf), ['mail/', 'mail/a', 'mail/b', 'chat/']);
  const set = [
    { network: 'mail', accountId: 'b' },
    { network: 'chat', accountId: null },
  ];
  assert.deepEqual(placesLeft(accounts, set).map(keyOf), ['mail/', 'mail/a']);
});

test('what is half written is not asked about', () => {
  assert.ok(isWritten(newAnswer('Back soon')));
  assert.ok(!isWritten(newAnswer(' ')));
  assert.ok(!isWritten({ ...newAnswer('x'), texts: [{ language: '', body: 'x' }] }));
});
