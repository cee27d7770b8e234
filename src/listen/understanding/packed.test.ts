import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import * as fc from 'fast-check';
import { createTestApp, type TestApp } from '../../../test/helpers/app.ts';
import type { Concern } from './concern.ts';
import { labelText } from './label-text.ts';
import type { Understanding } from './labels.ts';
import { intentsOf, LabelPacker, nameOf, NAMES, numberOf, NUMBERS, packedConcern } from './packed.ts';
import { type LabelsRow, rowOf } from './rows.ts';
import { copyLabels, selectLabels } from './store.ts';
import { anyText } from '../../../test/helpers/texts.ts';

const MODEL = { company: [], intents: undefined };
const base = labelText(MODEL, {
  text: 'I am stranded in Nashville, Tennessee, my card was charged twice, help!!',
  lang: 'en',
  location: undefined,
  isOwn: false,
}).labels;
assert.ok(base.place && base.sentiment && base.language);

const chance = fc.oneof(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.constantFrom(0, 1, Number.NaN, 0.0005),
);
const name = fc.oneof(
  fc.constantFrom('Nashville', 'São Paulo', '\0', '\ud800', 'x'.repeat(300), ''),
  anyText({ maxLength: 20 }),
);
/** Labels as any models might say them, with everything missing that may be. */
const anyLabels: fc.Arbitrary<Understanding> = fc
  .record({
    p: chance,
    level: fc.constantFrom(0, 1, 2, 3),
    hasLanguage: fc.boolean(),
    hasFeeling: fc.boolean(),
    hasPlace: fc.boolean(),
    where: fc.tuple(name, name, name),
    point: fc.tuple(fc.double({ min: -91, max: 91 }), fc.double({ min: -181, max: 181 })),
    intents: fc.array(fc.tuple(name, chance), { maxLength: 5 }),
  })
  .map((given): Understanding => {
    const { p, level, where, point, intents } = given;
    const { source, model, because } = base.complaint;
    return {
      ...base,
      complaint: { ...base.complaint, p },
      spam: { ...base.spam, p: 1 - p },
      urgency: { ...base.urgency, level: level as 0, reasons: level > 1 ? ['money', 'stranded'] : [] },
      language: given.hasLanguage ? { ...base.language!, confidence: p } : null,
      sentiment: given.hasFeeling ? { ...base.sentiment!, score: -p } : null,
      emotion: given.hasFeeling ? base.emotion : null,
      place: given.hasPlace
        ? {
            ...base.place!,
            country: 'US',
            region: where[0],
            city: where[1],
            postcodeArea: where[2],
            latitude: point[0],
            longitude: point[1],
          }
        : null,
      intents: intents.map(([intent, confidence]) => ({ intent, confidence, source, model, because })),
    };
  });

function packAll(all: readonly Understanding[], concern?: Concern) {
  const packer = new LabelPacker(all.length);
  for (const labels of all) packer.add({ labels, concern });
  return packer.end();
}

/** Zero has no sign in the database. */
const unsigned = (value: LabelsRow[keyof LabelsRow]) => (typeof value === 'number' ? value + 0 : value);

describe('packed labels', () => {
  it('say of each post what its row says, column by column', () =>
    fc.assert(
      fc.property(fc.array(anyLabels, { maxLength: 8 }), (all) => {
        const packed = packAll(all);
        assert.equal(packed.count, all.length);
        for (const [i, row] of all.map(rowOf).entries()) {
          for (const [k, column] of NUMBERS.entries())
            assert.equal(numberOf(packed, i, k), unsigned(row[column]), column);
          for (const [k, column] of NAMES.entries()) assert.equal(nameOf(packed, i, k), row[column], column);
          assert.deepEqual(JSON.parse(intentsOf(packed, i) ?? 'null'), row.intents);
        }
      }),
    ));

  it('are plain data: a copy for another thread says the same', () =>
    fc.assert(
      fc.property(fc.array(anyLabels, { minLength: 1, maxLength: 4 }), (all) => {
        const packed = packAll(all);
        assert.deepEqual(structuredClone(packed), packed);
      }),
      { numRuns: 30 },
    ));

  it('remember concerns to the last bit, and that there is none', () => {
    const concern: Concern = {
      needsReply: 0.1 + 0.2,
      question: Number.MIN_VALUE,
      urgency: 3,
      reasons: [{ reason: 'safety', words: 'smoke \ud83d' }],
    };
    assert.deepEqual(packedConcern(packAll([base, base], concern), 1), concern);
    assert.deepEqual(packedConcern(packAll([base], { ...concern, reasons: [] }), 0)?.reasons, []);
    assert.equal(packedConcern(packAll([base]), 0), undefined);
  });

  it('of nothing are nothing', () => {
    const packed = packAll([]);
    assert.deepEqual([packed.count, packed.names.length, packed.numbers.length], [0, 0, 0]);
  });
});

describe('packed labels in the database', () => {
  let test: TestApp;
  before(async () => {
    test = await createTestApp();
  });
  after(() => test.close());

  it('are the rows that they were made of, for those posts that are named', async () => {
    const { app } = test;
    await app.db.query(`insert into understanding_models (heads) values ('{}') on conflict do nothing`);
    const [{ id: model } = { id: 0 }] = await app.db.query<{ id: number }>(
      `select id from understanding_models limit 1`,
    );
    const all = fc.sample(anyLabels, { numRuns: 60, seed: 11 });
    const packed = packAll(all);
    const named = all.map((_, index) => ({ postId: `post_${String(index).padStart(3, '0')}`, index }));
    const some = named.filter(({ index }) => index % 3 > 0).toReversed();
    await app.db.transaction(() => copyLabels(app, { model, packed }, some));
    const stored = await selectLabels(
      app,
      named.map(({ postId }) => postId),
    );
    assert.equal(stored.length, some.length);
    for (const row of stored) {
      const should = rowOf(all[Number(row.post_id.slice(5))]!);
      for (const key of Object.keys(should) as (keyof LabelsRow)[])
        assert.deepEqual(row[key], unsigned(should[key]), `${row.post_id} ${key}`);
    }
  });
});
