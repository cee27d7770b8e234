import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mainText, stateOf } from './state.ts';

test('a text is a draft until it is published, and changed where more was saved since', () => {
  assert.equal(stateOf({ version: 3, publishedVersion: null }), 'draft');
  assert.equal(stateOf({ version: 3, publishedVersion: 3 }), 'published');
  assert.equal(stateOf({ version: 4, publishedVersion: 3 }), 'changed');
});

test('a page is named by its English text, else by its first', () => {
  const [de, en] = [{ language: 'de' }, { language: 'en' }];
  assert.equal(mainText([de, en]), en);
  assert.equal(mainText([de]), de);
});
