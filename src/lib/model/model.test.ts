import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  BadModelFile,
  chanceOf,
  Examples,
  FeatureReader,
  fitHead,
  Lexicon,
  type LinearModel,
  probabilitiesOf,
  quantise,
  ratedWordsOf,
  readModel,
  scoresOf,
  trainHead,
  writeModel,
} from './index.ts';

const TEXTS = ['my parcel is lost', 'parcel never came', 'lost my parcel again', 'where is my parcel'];
const OTHERS = ['lovely sunny day', 'sunny walk in the park', 'what a day', 'the park is lovely'];
const OPTIONS = { kind: 'chance', outputs: 1, epochs: 10, rate: 0.1, l2: 1e-4, seed: 7 } as const;

const reader = new FeatureReader(new Lexicon(ratedWordsOf('lost\t-1.3\nlovely\t2.8\n')));

function examplesOf(texts: readonly string[]): Examples {
  const examples = new Examples(1 << 12);
  for (const text of texts) examples.add(reader.read(text));
  return examples;
}

function trained(): { model: LinearModel; float: ReturnType<typeof fitHead>; examples: Examples } {
  const examples = examplesOf([...TEXTS, ...OTHERS]);
  const targets = [...TEXTS, ...OTHERS].map((_, example) => ({
    example,
    value: example < TEXTS.length ? 1 : 0,
  }));
  const float = fitHead(examples, targets, { ...OPTIONS, folds: 4 });
  const model = quantise({ name: 'parcels', version: '1', buckets: examples.buckets, extras: [] }, [
    { name: 'parcel', kind: 'chance', labels: ['parcel'], fit: float },
  ]);
  return { model, float, examples };
}

describe('a linear head', () => {
  it('learns, and says the same after it was written and read', () => {
    const { model } = trained();
    const again = readModel(writeModel(model));
    const [scores, same] = [new Float64Array(1), new Float64Array(1)];
    for (const [text, isParcel] of [
      ['parcel lost', true],
      ['a lovely day in the park', false],
    ] as const) {
      const features = reader.read(text);
      model.score(features, [], scores);
      again.score(features, [], same);
      assert.deepEqual(same, scores);
      assert.equal(chanceOf(again.head('parcel'), same) > 0.5, isParcel, text);
    }
  });

  it('says with int8 weights nearly what it says with floats', () => {
    const { model, float, examples } = trained();
    const exact = scoresOf(float, examples, [...Array(8).keys()]);
    const scores = new Float64Array(1);
    for (const [i, text] of [...TEXTS, ...OTHERS].entries()) {
      model.score(reader.read(text), [], scores);
      assert.ok(Math.abs(scores[0]! - exact[i]!) < 0.05, `${text}: ${scores[0]} and ${exact[i]}`);
    }
  });

  it('gives the same bytes for the same seed, and others for another', () => {
    assert.deepEqual(writeModel(trained().model), writeModel(trained().model));
    const examples = examplesOf([...TEXTS, ...OTHERS]);
    const targets = [0, 4].map((example) => ({ example, value: example < 4 ? 1 : 0 }));
    const one = trainHead(examples, targets, { ...OPTIONS, seed: 1 });
    const two = trainHead(examples, targets, { ...OPTIONS, seed: 2 });
    assert.equal(
      one.weights.some((weight, i) => weight !== two.weights[i]),
      true,
    );
  });

  it('tells which words decided', () => {
    const { model } = trained();
    const features = reader.read('my parcel, lovely');
    const weights = new Float64Array(features.tokenCount);
    model.tokenWeights(features, { of: 0 }, weights);
    const strongest = weights.indexOf(Math.max(...weights));
    assert.equal('my parcel, lovely'.slice(features.starts[strongest], features.ends[strongest]), 'parcel');
    assert.ok(weights.at(-1)! < 0);
  });

  it('holds exclusive classes whose probabilities add up to 1', () => {
    const examples = examplesOf([...TEXTS, ...OTHERS]);
    const fit = fitHead(
      examples,
      [...Array(8).keys()].map((example) => ({ example, value: example < 4 ? 0 : 1 })),
      { ...OPTIONS, kind: 'classes', outputs: 2, folds: 0 },
    );
    const model = quantise({ name: 'm', version: '1', buckets: examples.buckets, extras: [] }, [
      { name: 'kind', kind: 'classes', labels: ['parcel', 'day'], fit },
    ]);
    const [scores, into] = [new Float64Array(2), new Float64Array(2)];
    model.score(reader.read('sunny park'), [], scores);
    assert.equal(probabilitiesOf(model.head('kind'), scores, into), 1);
    assert.ok(Math.abs(into[0]! + into[1]! - 1) < 1e-12);
  });
});

describe('a model file', () => {
  it('is refused when any byte of it was changed', () => {
    const bytes = writeModel(trained().model);
    for (const at of [0, 9, 40, bytes.length >> 1, bytes.length - 6, bytes.length - 1]) {
      const damaged = bytes.slice();
      damaged[at]! ^= 4;
      assert.throws(() => readModel(damaged), BadModelFile, `byte ${at}`);
    }
  });

  it('is refused when it was cut', () => {
    const bytes = writeModel(trained().model);
    for (const length of [0, 5, 20, bytes.length - 1])
      assert.throws(() => readModel(bytes.slice(0, length)), BadModelFile);
  });
});
