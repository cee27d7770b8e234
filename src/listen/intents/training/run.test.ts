import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { classify, readIntentModel } from '#listen/understanding/index.ts';
import { learnApart } from './run.ts';

const EXAMPLES = [
  ...['money back', 'refund please', 'return it'].map((text) => ({ text, label: 'refund' })),
  ...['opening times', 'open today?', 'when do you close'].map((text) => ({ text, label: 'hours' })),
];

describe('a training in a thread of its own', () => {
  it('gives a model with its figures, and tells how far it is', async () => {
    const told: number[] = [];
    const { bytes, figures } = await learnApart(
      EXAMPLES,
      (share) => told.push(share),
      new AbortController().signal,
    );
    assert.equal(classify(readIntentModel(bytes), 'a refund').label, 'refund');
    assert.equal(figures.texts, EXAMPLES.length);
    assert.deepEqual(
      told,
      told.toSorted((a, b) => a - b),
    );
    assert.equal(told.at(-1), 1);
  });

  it('fails with what the examples lack', async () => {
    await assert.rejects(
      learnApart(EXAMPLES.slice(0, 3), () => undefined, new AbortController().signal),
      /All examples say "refund"/,
    );
  });

  it('ends when it is told to, before and while it works', async () => {
    await assert.rejects(
      learnApart(EXAMPLES, () => undefined, AbortSignal.abort(new Error('over'))),
      /over/,
    );
    const many = Array.from({ length: 4000 }, (_, i) => ({
      text: `word${i} other${i % 97}`,
      label: `l${i % 40}`,
    }));
    const stopping = new AbortController();
    const working = learnApart(many, () => stopping.abort(new Error('stopped')), stopping.signal);
    await assert.rejects(working, /stopped/);
  });
});
