import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aShelf } from '../../components/testing/shelf.ts';
import { keepWords, keptWords } from './kept-words.ts';
import { NO_WORDS } from './mail-words.ts';

test('subject and copies are there again, and nothing is left once they were sent', () => {
  const shelf = aShelf();
  const words = { subject: 'Your bill', to: '', cc: 'ann@work.example', bcc: 'me@work.example' };
  keepWords(shelf, 'k', words);
  assert.deepEqual(keptWords(shelf, 'k'), words);
  assert.deepEqual(keptWords(shelf, 'of another conversation'), NO_WORDS);
  keepWords(shelf, 'k', NO_WORDS);
  assert.equal(shelf.map.size, 0);
});

test('what is broken or of another shape on the shelf is nothing', () => {
  const shelf = aShelf();
  for (const broken of ['{', 'null', '7', '[]', '{"subject":1,"cc":["a@b.c"]}']) {
    shelf.setItem('k', broken);
    assert.deepEqual(keptWords(shelf, 'k'), NO_WORDS, broken);
  }
});
