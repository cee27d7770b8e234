import assert from 'node:assert/strict';
import { test } from 'node:test';
import { en } from '../messages/en.ts';
import { hasMessage, t, tn } from './index.ts';

test('fills the named places and leaves unknown ones alone', () => {
  assert.equal(t('common.assignedTo', { name: 'Ana {count}' }), 'Assigned to Ana {count}');
  assert.equal(t('common.assignedTo'), en['common.assignedTo']);
});

test('counts choose the right form and group thousands', () => {
  assert.equal(tn('common.new', 1), '1 new');
  assert.equal(tn('common.posts', 1), '1 post');
  assert.equal(tn('common.posts', 0), '0 posts');
  assert.equal(tn('common.posts', 12_345), '12,345 posts');
});

test('knows which messages exist', () => {
  assert.equal(hasMessage('common.new.other'), true);
  assert.equal(hasMessage('toString'), false);
});

test('every counted message has both forms', () => {
  const keys = Object.keys(en);
  for (const key of keys.filter((key) => key.endsWith('.other'))) {
    assert.ok(keys.includes(key.replace(/\.other$/, '.one')), `${key} lacks its .one`);
  }
});

test('no message is empty', () => {
  for (const [key, text] of Object.entries(en)) assert.notEqual(text.trim(), '', key);
});
