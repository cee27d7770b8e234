import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { calibrate } from './calibrate.ts';
import {
  areaUnderCurve,
  BadModelFile,
  crc32,
  DENSE,
  Examples,
  FeatureReader,
  FEATURES_VERSION,
  fitHead,
  type GroupedTarget,
  Lexicon,
  LinearModel,
  probabilitiesOf,
  quantise,
  ratedWordsOf,
  readModel,
  scoresOf,
  seededRandom,
  shuffled,
  wordHash,
  writeModel,
} from './index.ts';
import { anyText } from '../../../test/helpers/texts.ts';

const BUCKETS = 1 << 8;
const reader = new FeatureReader(new Lexicon(ratedWordsOf('good\t2\nbad\t-2\n')));
const WORDS = [
  'good',
  '#good',
  "don't",
  'dont',
  'GOOOOD',
  'Bad',
  '@ann',
  'https://x.y',
  '12',
  ':)',
  '👍🏽',
  '東京',
  'x'.repeat(90),
  '!!',
  '?',
];
const text = fc.oneof(
  fc.array(fc.constantFrom(...WORDS), { maxLength: 30 }).map((words) => words.join(' ')),
  anyText({ maxLength: 200 }),
);

/** A model of three columns with weights that the seed decides. */
function drawnModel(seed: number, buckets = BUCKETS): LinearModel {
  const random = seededRandom(seed);
  const heads = ['a', 'b', 'c'].map((name, column) => ({
    name,
    kind: 'chance' as const,
    labels: [name],
    column,
    bias: [random() - 0.5],
    scales: [random() / 50],
    slope: 1,
    offset: 0,
  }));
  return new LinearModel(
    { name: 'drawn', version: '1', features: FEATURES_VERSION, buckets, extras: ['x'], heads },
    Int8Array.from({ length: buckets * 3 }, () => Math.floor(random() * 255) - 127),
    Float32Array.from({ length: (DENSE.length + 1) * 3 }, () => random() - 0.5),
  );
}

/** What a model should say, added up one feature after the other. */
function plainScores(model: LinearModel, extra: number): number[] {
  return model.spec.heads.map(({ column, bias, scales }) => {
    let sum = 0;
    for (let f = 0; f < reader.count; f++)
      sum += model.weight(reader.ids[f]! & (BUCKETS - 1), column) * reader.values[f]!;
    let score = sum * scales[0]! + bias[0]!;
    for (let d = 0; d < DENSE.length; d++) score += model.dense[d * 3 + column]! * reader.dense[d]!;
    return score + model.dense[DENSE.length * 3 + column]! * extra;
  });
}

describe('a score', () => {
  it('is the sum over all features, whatever was read before', () => {
    const model = drawnModel(1);
    const scores = new Float64Array(3);
    fc.assert(
      fc.property(text, fc.double({ min: -1, max: 1, noNaN: true }), (given, extra) => {
        model.score(reader.read(given), [extra], scores);
        for (const [k, should] of plainScores(model, extra).entries())
          assert.ok(Math.abs(scores[k]! - should) < 1e-4, `${scores[k]} is not ${should}`);
      }),
      { numRuns: 1000 },
    );
  });

  it('is explained by its words: with the bias and the numbers about the whole they add up to it', () => {
    const model = drawnModel(2);
    const scores = new Float64Array(3);
    fc.assert(
      fc.property(text, (given) => {
        const features = reader.read(given);
        model.score(features, [0], scores);
        const weights = new Float64Array(features.tokenCount);
        model.tokenWeights(features, { of: 1 }, weights);
        let sum = weights.reduce((total, weight) => total + weight, model.spec.heads[1]!.bias[0]!);
        for (let d = 0; d < DENSE.length; d++) sum += model.dense[d * 3 + 1]! * features.dense[d]!;
        assert.ok(Math.abs(sum - scores[1]!) < 1e-4, `${sum} is not ${scores[1]}`);
        model.tokenWeights(features, { of: 1, against: 1 }, weights);
        assert.ok(weights.every((weight) => weight === 0));
      }),
      { numRuns: 500 },
    );
  });

  it('is to the last bit the same where models lie side by side, also with fewer buckets than their neighbours', () => {
    const sizes = [BUCKETS, BUCKETS << 3, BUCKETS << 1];
    const alone = sizes.map((buckets, i) => drawnModel(5 + i, buckets));
    const joined = sizes.map((buckets, i) => drawnModel(5 + i, buckets));
    LinearModel.join(joined.slice(0, 2));
    LinearModel.join(joined);
    const [one, other, weights, others] = [3, 3, 400, 400].map((length) => new Float64Array(length));
    fc.assert(
      fc.property(text, fc.double({ min: -1, max: 1, noNaN: true }), (given, extra) => {
        const features = reader.read(given);
        for (const [i, model] of alone.entries()) {
          model.score(features, [extra], one!);
          joined[i]!.score(features, [extra], other!);
          assert.deepEqual(other, one);
          model.tokenWeights(features, { of: 2, against: 0 }, weights!);
          joined[i]!.tokenWeights(features, { of: 2, against: 0 }, others!);
          assert.deepEqual(others, weights);
        }
      }),
      { numRuns: 500 },
    );
    for (const [i, model] of alone.entries()) assert.deepEqual(writeModel(joined[i]!), writeModel(model));
  });

  it('has numbers about the whole between −1 and 1, for any text', () =>
    fc.assert(
      fc.property(text, (given) => {
        const { dense } = reader.read(given);
        for (const [d, name] of DENSE.entries())
          assert.ok(dense[d]! >= -1 && dense[d]! <= 1, `${name} is ${dense[d]} for ${JSON.stringify(given)}`);
      }),
      { numRuns: 1000 },
    ));

  it('gives probabilities that add up to 1 however far apart the scores are', () =>
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 6 }),
        (scores) => {
          const head = { ...drawnModel(3).spec.heads[0]!, labels: scores.map(String), slope: 3 };
          const into = new Float64Array(scores.length);
          const best = probabilitiesOf(head, scores, into);
          assert.ok(Math.abs(into.reduce((sum, one) => sum + one, 0) - 1) < 1e-9);
          assert.equal(scores[best], Math.max(...scores));
          assert.ok(into.every((one) => one <= into[best]!));
        },
      ),
    ));
});

describe('a model file, made by somebody who knows how', () => {
  const good = writeModel(drawnModel(4));
  const headerLength = new DataView(good.buffer).getUint32(8, true);
  /** The same file with another header and a right checksum. */
  const withHeader = (header: string | Uint8Array, told?: number) => {
    const head = typeof header === 'string' ? new TextEncoder().encode(header) : header;
    const rest = good.subarray(12 + headerLength, good.length - 4);
    const bytes = new Uint8Array(12 + head.length + rest.length + 4);
    bytes.set(good.subarray(0, 8));
    const view = new DataView(bytes.buffer);
    view.setUint32(8, told ?? head.length, true);
    bytes.set(head, 12);
    bytes.set(rest, 12 + head.length);
    view.setUint32(bytes.length - 4, crc32(bytes, bytes.length - 4), true);
    return bytes;
  };
  const spec = JSON.parse(new TextDecoder().decode(good.subarray(12, 12 + headerLength))) as object;

  it('is read where nothing was changed', () => {
    assert.deepEqual(writeModel(readModel(withHeader(JSON.stringify(spec)))), good);
    assert.equal(readModel(good).head('b').column, 1);
    assert.throws(() => readModel(good).head('z'), /no head "z"/);
  });

  it('is refused as no model, never with another error', () => {
    const headers: Record<string, Uint8Array> = {
      'no JSON': withHeader('{'),
      'nothing in it': withHeader(''),
      'bytes that are no text': withHeader(Uint8Array.from([0xff, 0xfe, 0])),
      null: withHeader('null'),
      'a list': withHeader('[]'),
      'a header longer than the file': withHeader(JSON.stringify(spec), 2 ** 32 - 1),
      'a header that ends at the end': withHeader(JSON.stringify(spec), good.length),
      'no heads': withHeader(JSON.stringify({ ...spec, heads: undefined })),
      'heads without labels': withHeader(JSON.stringify({ ...spec, heads: [{}] })),
      'no buckets': withHeader(JSON.stringify({ ...spec, buckets: 'many' })),
      'other features': withHeader(JSON.stringify({ ...spec, features: FEATURES_VERSION + 1 })),
      'more buckets': withHeader(JSON.stringify({ ...spec, buckets: BUCKETS * 2 })),
      'more extras': withHeader(JSON.stringify({ ...spec, extras: Array.from({ length: 5000 }, () => 'x') })),
    };
    for (const [what, bytes] of Object.entries(headers))
      assert.throws(() => readModel(bytes), BadModelFile, what);
  });

  it('is read from the middle of a larger buffer', () => {
    const larger = new Uint8Array(good.length + 7);
    larger.set(good, 3);
    assert.deepEqual(writeModel(readModel(larger.subarray(3, 3 + good.length))), good);
  });

  it('has a checksum as everybody counts it', () =>
    assert.equal(crc32(new TextEncoder().encode('123456789')), 0xcbf43926));
});

describe('training', () => {
  it('rounds no weight by more than half a step of its column', () =>
    fc.assert(
      fc.property(fc.infiniteStream(fc.float({ min: -9, max: 9, noNaN: true })), (stream) => {
        const rows = 16 + DENSE.length;
        const weights = Float32Array.from({ length: rows * 2 }, () => stream.next().value as number);
        const fit = { weights, bias: new Float32Array(2), slope: 1, offset: 0, outputs: 2 };
        const model = quantise({ name: 'm', version: '1', buckets: 16, extras: [] }, [
          { name: 'k', kind: 'classes', labels: ['a', 'b'], fit },
        ]);
        const { scales } = model.head('k');
        for (let row = 0; row < 16; row++)
          for (const k of [0, 1])
            assert.ok(
              Math.abs(model.weight(row, k) * scales[k]! - weights[row * 2 + k]!) <= scales[k]! * 0.5001,
            );
        assert.deepEqual([...model.dense], [...weights.subarray(32)]);
      }),
      { numRuns: 50 },
    ));

  it('never lets a group stand on both sides: a word that only its group has says nothing about it', () => {
    const examples = new Examples(1 << 12);
    const targets: GroupedTarget[] = [];
    for (let group = 0; group < 10; group++)
      for (let i = 0; i < 4; i++)
        targets.push({
          example: examples.add(reader.read(`only${'abcdefghij'[group]}word`)),
          value: group % 2,
          group: `g${group}`,
        });
    const options = { kind: 'chance', outputs: 1, epochs: 6, rate: 0.3, l2: 0, seed: 3, folds: 5 } as const;
    const grouped = fitHead(examples, targets, options);
    for (let group = 0; group < 10; group++) {
      const scores = targets.flatMap((one, i) => (one.group === `g${group}` ? [grouped.heldOut[i]!] : []));
      assert.equal(new Set(scores).size, 1, 'one head judged the whole group');
    }
    const alone = fitHead(
      examples,
      targets.map(({ example, value }) => ({ example, value })),
      options,
    );
    const right = (heldOut: Float64Array) =>
      targets.filter(({ value }, i) => heldOut[i]! > 0 === (value === 1)).length;
    assert.equal(right(alone.heldOut), 40, 'without groups the word is known from its sisters');
    assert.ok(right(grouped.heldOut) < 36, `${right(grouped.heldOut)} of 40 were known`);
  });

  it('keeps every example as it was while its memory grows', () => {
    const random = seededRandom(8);
    const many = new Examples(1 << 10, 1);
    const texts = Array.from(
      { length: 3000 },
      (_, i) => `word${i} ${WORDS[Math.floor(random() * WORDS.length)]} ${i}`,
    );
    for (const [i, one] of texts.entries()) assert.equal(many.add(reader.read(one), [i]), i);
    const head = {
      outputs: 1,
      weights: Float32Array.from({ length: many.rows }, () => random()),
      bias: new Float32Array(1),
    };
    const all = scoresOf(head, many, [...texts.keys()]);
    for (let i = 0; i < texts.length; i += 113) {
      const one = new Examples(1 << 10, 1);
      one.add(reader.read(texts[i]!), [i]);
      assert.equal(scoresOf(head, one, [0])[0], all[i], texts[i]);
    }
    assert.throws(() => new Examples(1000), /no power of two/);
  });

  it('calibrates to finite numbers that keep the order, also where everything is certain or the same', () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.double({ min: -50, max: 50, noNaN: true }), fc.constantFrom(0, 1)), {
          minLength: 1,
          maxLength: 40,
        }),
        (pairs) => {
          const [scores, truth] = [pairs.map(([score]) => score), pairs.map(([, one]) => one)];
          const chance = calibrate('chance', 1, scores, truth);
          assert.ok(Number.isFinite(chance.slope) && Number.isFinite(chance.offset) && chance.slope > 0);
          const classes = calibrate(
            'classes',
            2,
            scores.flatMap((score) => [score, -score]),
            truth,
          );
          assert.ok(classes.slope >= 0.05 && classes.slope <= 10);
          const line = calibrate('score', 1, scores, truth);
          assert.ok(Number.isFinite(line.slope) && Number.isFinite(line.offset));
        },
      ),
      { numRuns: 300 },
    ));
});

describe('what all of it stands on', () => {
  it('counts the area under the curve as all pairs do', () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.constantFrom(0, 1)), { maxLength: 30 }),
        (pairs) => {
          const of = (wanted: number) => pairs.filter(([, one]) => one === wanted).map(([score]) => score);
          let [wins, all] = [0, 0];
          for (const positive of of(1))
            for (const negative of of(0)) {
              all++;
              wins += positive > negative ? 1 : positive === negative ? 0.5 : 0;
            }
          const area = areaUnderCurve(
            pairs.map(([, one]) => one),
            pairs.map(([score]) => score),
          );
          if (all === 0) assert.ok(Number.isNaN(area));
          else assert.ok(Math.abs(area - wins / all) < 1e-9);
        },
      ),
      { numRuns: 500 },
    ));

  it('shuffles everything exactly once, alike for one seed', () =>
    fc.assert(
      fc.property(fc.nat({ max: 300 }), fc.integer(), (count, seed) => {
        const order = shuffled(count, seededRandom(seed));
        assert.deepEqual(
          order.toSorted(),
          Int32Array.from({ length: count }, (_, i) => i),
        );
        assert.deepEqual(order, shuffled(count, seededRandom(seed)));
      }),
    ));

  it('finds every rated word among any others, and the last rating of one', () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 400 }), fc.integer({ min: -4, max: 4 }))),
        (pairs) => {
          // Hashes that fall into the same few slots.
          const words = pairs.map(([n, valence]) => ({ hash: n * 64, valence }));
          const lexicon = new Lexicon(words);
          const known = new Map(words.map(({ hash, valence }) => [hash, valence]));
          for (let n = 1; n <= 400; n++) assert.equal(lexicon.valenceOf(n * 64), known.get(n * 64) ?? 0);
          assert.deepEqual(
            lexicon.entries(),
            [...known]
              .filter(([, valence]) => valence !== 0)
              .map(([hash, valence]) => ({ hash, valence }))
              .sort((a, b) => a.hash - b.hash),
          );
        },
      ),
    ));

  it('passes lines over that are not one rated word', () => {
    const words = ratedWordsOf(
      'good\t2\ntwo words\t1\nbad\nworse\tmuch\nnil\t0\n\t3\n@ann\t1\n👍\t1.5\r\nlast\t-1',
    );
    assert.deepEqual(
      words.map(({ valence }) => valence),
      [2, 1.5, -1],
    );
    assert.equal(words[0]!.hash, wordHash('good'));
  });
});
