import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wordHash } from '#lib/model/index.ts';
import { compilePhrases, NUMBER_SYMBOL, type PhraseNode, PrefixHasher, stemHash } from './phrases.ts';

const cuesAt = (root: PhraseNode, ...words: string[]) =>
  words.reduce<PhraseNode | undefined>((node, word) => node?.next.get(wordHash(word)), root)?.cues.length ??
  0;

test('alternatives stand for each other, one word at a time', () => {
  const { root } = compilePhrases([{ money: 'charged me|us twice' }]);
  assert.equal(cuesAt(root, 'charged', 'us', 'twice'), 1);
  assert.equal(cuesAt(root, 'charged', 'me', 'twice'), 1);
  assert.equal(cuesAt(root, 'charged', 'twice'), 0);
});

test('numbers, beginnings and gaps have their own places in the tree', () => {
  const { root, stems } = compilePhrases([
    { waiting: '# hours' },
    { money: 'refund*' },
    { safety: 'made .. ill' },
  ]);
  assert.equal(root.next.get(NUMBER_SYMBOL)!.next.get(wordHash('hours'))!.cues.length, 1);
  assert.ok(stems.has(wordHash('refund')));
  assert.equal(root.next.get(stemHash(wordHash('refund')))!.cues.length, 1);
  assert.equal(root.next.get(wordHash('made'))!.gap!.next.get(wordHash('ill'))!.cues.length, 1);
});

test('a slip in a word list ends the start, not a day of posts', () => {
  for (const bad of ["don't", 'Capital', 'café', '.. first', 'last ..', 'a*', 'x-y'])
    assert.throws(() => compilePhrases([{ anger: bad }]), Error, bad);
});

test('the beginnings of a word hash as words do', () => {
  const hasher = new PrefixHasher();
  hasher.start();
  for (const [i, letter] of [...'stranded'].entries()) {
    hasher.add(letter.charCodeAt(0));
    assert.equal(hasher.hash, wordHash('stranded'.slice(0, i + 1)));
  }
});
