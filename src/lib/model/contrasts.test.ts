import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { contrasts } from './contrasts.ts';
import { DENSE, Examples, FeatureReader, fitHead, Lexicon, mix, scoresOf, wordHash } from './index.ts';

const BUCKETS = 1 << 16;
const reader = new FeatureReader(new Lexicon([]));

function examplesOf(texts: readonly string[]): Examples {
  const examples = new Examples(BUCKETS);
  for (const text of texts) examples.add(reader.read(text));
  return examples;
}

function bucketOf(word: string): number {
  return mix(wordHash(word)) & (BUCKETS - 1);
}

const TEXTS = ['my cat sleeps', 'my cat eats', 'my dog barks', 'my dog runs'];
const TARGETS = TEXTS.map((_, example) => ({ example, value: example < 2 ? 0 : 1 }));

describe('contrasts', () => {
  it('are nothing for a word that both classes have alike, and larger the more unevenly they have it', () => {
    const factors = contrasts(examplesOf(TEXTS), TARGETS);
    assert.equal(factors[bucketOf('my')], 0);
    assert.ok(Math.abs(factors[bucketOf('cat')]! - Math.log(3)) < 1e-6);
    assert.ok(Math.abs(factors[bucketOf('barks')]! - Math.log(2)) < 1e-6);
  });

  it('leave the numbers about the whole text as they are', () => {
    const examples = examplesOf(TEXTS);
    const factors = contrasts(examples, TARGETS);
    assert.equal(factors.length, BUCKETS + DENSE.length);
    assert.ok(factors.subarray(BUCKETS).every((factor) => factor === 1));
  });

  it('see only the texts that are learnt from', () => {
    const factors = contrasts(
      examplesOf(TEXTS),
      TARGETS.filter(({ example }) => example !== 2),
    );
    const few = contrasts(
      examplesOf(TEXTS.slice(0, 2).concat('my dog is here', TEXTS[3]!)),
      TARGETS.filter(({ example }) => example !== 2),
    );
    assert.deepEqual(factors, few);
  });

  it('are part of the weights that come out, so a reader of the model need not know of them', () => {
    const examples = examplesOf([...TEXTS, 'a cat', 'a dog']);
    const options = { kind: 'chance', outputs: 1, epochs: 10, rate: 0.1, l2: 1e-4, seed: 3 } as const;
    const fit = fitHead(examples, TARGETS, { ...options, folds: 0, usesContrasts: true });
    const [cat, dog] = scoresOf(fit, examples, [4, 5]);
    assert.ok(dog! > cat!);
    assert.equal(fit.weights[bucketOf('my')], 0);
  });
});
