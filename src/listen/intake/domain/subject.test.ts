import assert from 'node:assert/strict';
import { test } from 'node:test';
import { authorKey, identityKey } from './keys.ts';
import { subjectKeysOf } from './subject.ts';

const NOBODY = { post: null, author: null };

test('the connector says whose words a payload holds', () => {
  const subject = { origin: 'bluesky', externalId: 'at://did:plc:a/post/1', authorExternalId: 'did:plc:a' };
  assert.deepEqual(subjectKeysOf({ payload: 'anything', subject }), {
    post: identityKey('bluesky', 'at://did:plc:a/post/1'),
    author: authorKey('bluesky', 'did:plc:a'),
  });
  const { authorExternalId: _, ...alone } = subject;
  assert.equal(subjectKeysOf({ payload: '', subject: alone }).author, null);
});

test('a payload in our own form says it itself', () => {
  const payload = JSON.stringify({
    type: 'post',
    origin: 'files',
    externalId: 'p1',
    author: { externalId: 'ann' },
    text: 'x',
  });
  assert.deepEqual(subjectKeysOf({ payload }), {
    post: identityKey('files', 'p1'),
    author: authorKey('files', 'ann'),
  });
});

test('whatever else was refused is nobody’s', () => {
  for (const payload of [
    '',
    'id;text',
    '[1]',
    '{"origin":1,"externalId":"x"}',
    '{"origin":"files"',
    '{}',
    'null',
  ]) {
    assert.deepEqual(subjectKeysOf({ payload }), NOBODY, payload);
  }
});
