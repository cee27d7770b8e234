import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatted } from './format.ts';
import { packed, unpacked } from './use-article-draft.ts';

const chosenOf = ({ text, start, end }: { text: string; start: number; end: number }) =>
  text.slice(start, end);

test('words are formatted where they stand', () => {
  const made = formatted('Wait three days', 5, 10, 'bold');
  assert.equal(made.text, 'Wait **three** days');
  assert.equal(chosenOf(made), 'three');
  assert.equal(formatted('See here', 4, 8, 'link').text, 'See [here](https://)');
  assert.equal(formatted('x', 1, 1, 'italic').text, 'x*words*');
});

test('lists and headings take whole lines, and change what was there', () => {
  assert.equal(formatted('one\ntwo\nthree', 1, 6, 'list').text, '- one\n- two\nthree');
  assert.equal(formatted('- one\n- two', 0, 11, 'steps').text, '1. one\n2. two');
  assert.equal(formatted('### Title', 5, 5, 'heading').text, '## Title');
  assert.equal(formatted('a\nb\nc', 2, 3, 'list').text, 'a\n- b\nc');
});

test('pictures are named', () => {
  const { text } = formatted('', 0, 0, { picture: '/help/files/file_1', alt: 'a [b] c' });
  assert.equal(text, '![a b c](/help/files/file_1)\n');
});

test('what is written is packed and unpacked the same', () => {
  const writing = { title: 'T', body: 'a\n"b"', slug: null };
  assert.deepEqual(unpacked(packed(writing)), writing);
  assert.deepEqual(unpacked('nonsense'), { title: '', body: '', slug: null });
  assert.deepEqual(unpacked('{"slug":7}'), { title: '', body: '', slug: null });
});
