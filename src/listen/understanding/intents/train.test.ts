import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { classify } from './classify.ts';
import { evaluateIntents } from './evaluate.ts';
import { type IntentExample, UnusableExamples } from './examples.ts';
import { BadIntentModel, readIntentModel, writeIntentModel } from './model-file.ts';
import { MOST_WORDS } from './terms.ts';
import { trainIntents } from './train.ts';
import { anyText } from '../../../../test/helpers/texts.ts';

const EXAMPLES: readonly IntentExample[] = [
  ...[
    'Where is my parcel?',
    'my package has not arrived',
    'track my order please',
    'delivery is late again',
  ].map((text) => ({ text, label: 'where_is_my_order' })),
  ...[
    'I want my money back',
    'please refund me',
    'how do I return these shoes',
    'refund for a broken lamp',
  ].map((text) => ({ text, label: 'refund' })),
  ...[
    'I forgot my password',
    "I can't log in",
    'reset password link does not work',
    'locked out of my account',
  ].map((text) => ({ text, label: 'sign_in' })),
  ...['when do you open on sunday', 'what are your opening hours', 'are you open today', 'closing time?'].map(
    (text) => ({ text, label: 'opening_hours' }),
  ),
];

const { model } = trainIntents(EXAMPLES);

describe('training of intents', () => {
  it('knows other wordings of what it learnt', () => {
    for (const [text, label] of [
      ['any news of my packages??', 'where_is_my_order'],
      ['they never refunded the money', 'refund'],
      ['the PASSWORDS do not work', 'sign_in'],
      ['Opening times', 'opening_hours'],
    ])
      assert.equal(classify(model, text!).label, label, text);
  });

  it('makes the same model of the same examples and seed, and another of another', () => {
    const bytes = (seed: number) => Buffer.from(writeIntentModel(trainIntents(EXAMPLES, { seed }).model));
    assert.deepEqual(bytes(3), bytes(3));
    assert.notDeepEqual(bytes(3), bytes(4));
  });

  it('answers the same after its file was read again, also from within a larger buffer', () => {
    const bytes = writeIntentModel(model);
    const larger = Buffer.concat([Buffer.alloc(13, 7), bytes, Buffer.alloc(9, 7)]).subarray(
      13,
      13 + bytes.length,
    );
    const again = readIntentModel(larger);
    for (const text of ['refund my parcel', 'open sesame', ''])
      assert.deepEqual(
        classify(again, text, { isExplained: true }),
        classify(model, text, { isExplained: true }),
      );
  });

  it('says that a word in no example is out of scope, and what is like an example is not', () => {
    for (const { text } of EXAMPLES) assert.equal(classify(model, text).outOfScope, false, text);
    for (const text of [
      '',
      '   ',
      '🙂🙂',
      'Photosynthese verwandelt Licht',
      '光合作用',
      'quantum chromodynamics',
    ])
      assert.equal(classify(model, text).outOfScope, true, text);
  });

  it('learns from texts of no intent where there are some', () => {
    const none = ['the weather is nice', 'who won the match', 'tell me a joke'].map((text) => ({
      text,
      label: 'oos',
    }));
    const taught = trainIntents([...EXAMPLES, ...none]).model;
    assert.deepEqual(taught.labels, model.labels);
    assert.ok(
      classify(taught, 'who won the match today').outOfScopeScore >
        classify(model, 'are you open today').outOfScopeScore,
    );
  });

  it('names the words that decided', () => {
    const text = 'Hello there, could you perhaps refund this?';
    const [first] = classify(model, text, { isExplained: true }).because;
    assert.equal(text.slice(first!.start, first!.end), 'refund');
    assert.ok(first!.weight > 0);
  });

  it('refuses examples that tell nothing apart, and says why', () => {
    const refused = (examples: IntentExample[], reason: RegExp) =>
      assert.throws(
        () => trainIntents(examples),
        (error) => error instanceof UnusableExamples && reason.test(error.message),
      );
    refused([], /no example with an intent/);
    refused([{ text: 'a', label: 'oos' }], /no example with an intent/);
    refused(
      [
        { text: '  ', label: 'a' },
        { text: 'x', label: 'b' },
      ],
      /All examples say "b"/,
    );
  });

  it('takes what is odd and says what it did about it', () => {
    const odd = [
      ...EXAMPLES,
      { text: 'WHERE is   my parcel?', label: 'where_is_my_order' },
      { text: 'where is my parcel?', label: 'refund' },
      { text: 'do you have vacancies', label: 'jobs' },
    ];
    const { notes, model: trained } = trainIntents(odd);
    assert.match(notes.join('\n'), /1 doubled examples/);
    assert.match(notes.join('\n'), /1 of 5 intents have one example only.*jobs/);
    assert.match(
      notes.join('\n'),
      /1 texts have several intents.*"where is my parcel\?" \(refund, where_is_my_order\)/,
    );
    assert.equal(classify(trained, 'vacancies').label, 'jobs');
  });

  it('takes words for the same thing as such', () => {
    const { model: two } = trainIntents([
      { text: 'is there a fee', label: 'A' },
      { text: 'my package vanished', label: 'B' },
    ]);
    for (const [text, label] of [
      ['surcharges?', 'A'],
      ['costs', 'A'],
      ['lost parcel', 'B'],
    ])
      assert.equal(classify(two, text!).label, label, text);
  });

  it('learns from two examples, and from labels without letters', () => {
    const tiny = trainIntents([
      { text: 'yes', label: '1' },
      { text: 'no', label: '2' },
    ]).model;
    assert.equal(classify(tiny, 'yes').label, '1');
    assert.equal(classify(tiny, 'no').label, '2');
  });

  it('learns in other languages and scripts', () => {
    const many = trainIntents([
      ...['Wo ist mein Paket?', 'Lieferung kommt nicht an', 'Sendung verfolgen'].map((text) => ({
        text,
        label: 'Lieferung',
      })),
      ...['返金してください', 'お金を返して', '返金の方法'].map((text) => ({ text, label: '返金' })),
      ...['أين طلبي', 'تتبع الطلب', 'لم يصل الطلب'].map((text) => ({ text, label: 'طلب' })),
    ]).model;
    assert.equal(classify(many, 'Pakete verfolgen').label, 'Lieferung');
    assert.equal(classify(many, '返金をお願いします').label, '返金');
    assert.equal(classify(many, 'الطلب لم يصل').label, 'طلب');
  });

  it('goes through thousands of intents', () => {
    const words = (n: number) => `${n.toString(36)}q${(n * 7919).toString(36)} z${(n * 104729).toString(36)}`;
    const wide = Array.from({ length: 5000 }, (_, i) => ({ text: `about ${words(i)}`, label: `l${i}` }));
    const { model: trained, notes } = trainIntents(wide);
    assert.equal(trained.labels.length, 5000);
    assert.match(notes.join(' '), /and 4995 more/);
    const right = wide
      .slice(0, 500)
      .filter(({ text, label }) => classify(trained, text).label === label).length;
    assert.ok(right > 450, `${right} of 500 are known again`);
  });
});

describe('classifying', () => {
  it('answers whatever the text holds', () => {
    const odd = fc.oneof(
      anyText({ maxLength: 300 }),
      fc
        .array(
          fc.constantFrom('\ud800', '\udc00', '\u200d', 'don’t', '#tag', '@a.b', '!?', '1e9', '"', '\u202e'),
        )
        .map((p) => p.join('')),
    );
    fc.assert(
      fc.property(odd, (text) => {
        const { label, confidence, outOfScopeScore, outOfScope, because, others } = classify(model, text, {
          isExplained: true,
        });
        assert.ok(model.labels.includes(label));
        assert.ok(confidence > 0 && confidence <= 1);
        assert.ok(outOfScopeScore >= 0 && outOfScopeScore <= 1);
        assert.equal(outOfScope, outOfScopeScore >= 0.5);
        assert.ok(others.every((other) => other.confidence <= confidence && other.label !== label));
        for (const { start, end } of because) assert.ok(start >= 0 && start < end && end <= text.length);
      }),
    );
  });

  it('gives the same answer whatever was asked before', () => {
    const before = classify(model, 'refund please');
    classify(model, 'x '.repeat(5000));
    assert.deepEqual(classify(model, 'refund please'), before);
  });

  it('reads the beginning of very long texts', () => {
    const long = `refund ${'please '.repeat(MOST_WORDS)}`;
    assert.deepEqual(classify(model, `${long} password login`), classify(model, long));
    assert.equal(classify(model, 'a'.repeat(32_768)).label.length > 0, true);
  });
});

describe('files of models', () => {
  const bytes = writeIntentModel(model);

  it('are refused whichever byte was changed or lost', () => {
    for (let at = 0; at < bytes.length; at += 97) {
      const changed = bytes.slice();
      changed[at]! ^= 0x10;
      assert.throws(() => readIntentModel(changed), BadIntentModel);
      assert.throws(() => readIntentModel(bytes.slice(0, at)), BadIntentModel);
    }
  });
});

describe('figures of intents', () => {
  it('count every text that can be held out once, and tell what is taken for what', () => {
    const examples = [
      ...EXAMPLES,
      { text: 'refund', label: 'where_is_my_order' },
      { text: 'lonely one', label: 'single' },
    ];
    const figures = evaluateIntents(examples, { folds: 2 });
    assert.equal(figures.texts, EXAMPLES.length + 1);
    const single = figures.labels.find(({ label }) => label === 'single')!;
    assert.equal(single.recall, null);
    assert.equal(single.examples, 1);
    assert.ok(
      figures.confusions.some(({ meant, said }) => meant === 'where_is_my_order' && said === 'refund'),
    );
    assert.ok(figures.accuracy > 0.4 && figures.accuracy < 1);
  });

  it('say nothing of scope where intents are few', () => {
    assert.equal(evaluateIntents(EXAMPLES.slice(0, 8), { folds: 2 }).outOfScope, null);
  });

  it('tell how far they are', () => {
    const shares: number[] = [];
    evaluateIntents(EXAMPLES, { folds: 2, progress: (share) => shares.push(share) });
    assert.deepEqual(shares, [1 / 3, 2 / 3, 1]);
  });
});
