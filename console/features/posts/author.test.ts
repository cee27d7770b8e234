import assert from 'node:assert/strict';
import { test } from 'node:test';
import { authorName } from './author.ts';

test('the chosen name, the handle, the id', () => {
  assert.equal(authorName({ displayName: ' Kim ', handle: 'kim.example', externalId: 'x' }), 'Kim');
  assert.equal(authorName({ displayName: '  ', handle: 'kim.example', externalId: 'x' }), 'kim.example');
  assert.equal(authorName({ displayName: null, handle: null, externalId: 'did:plc:abc' }), 'did:plc:abc');
  assert.equal(
    authorName({ displayName: null, handle: '', externalId: 'did:plc:abcdefghijklmnopqrstuvwx' }),
    '…mnopqrstuvwx',
  );
});
