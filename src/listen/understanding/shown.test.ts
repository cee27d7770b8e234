import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  LABEL_KEYS,
  type LabelKey,
  placeParts,
  placeValue,
  reasonBits,
  reasonsOf,
  type SaidLabel,
  saidOf,
} from './said.ts';
import { isHint, labelNames, shownLabels } from './shown.ts';
import { URGENCY_REASONS } from './labels.ts';
import { rowOf, saidByRow } from './rows.ts';
import { understand } from './understand.ts';

const ordinary: Partial<Record<LabelKey, string>> = {
  urgency: '1',
  sentiment: 'neutral',
  emotion: 'none',
  intent: 'none',
  language: 'unknown',
  place: 'none',
};

/** A post that says nothing special, but for these. */
function said(change: Partial<Record<LabelKey, Partial<SaidLabel>>> = {}): SaidLabel[] {
  return LABEL_KEYS.map((key) => ({
    key,
    value: ordinary[key] ?? 'no',
    confidence: 0.9,
    source: 'built-in',
    model: '1',
    ...change[key],
  }));
}

test('what is ordinary is not shown', () => {
  assert.deepEqual(shownLabels(said()), []);
  assert.deepEqual(labelNames(said()), []);
});

test('what somebody has to do comes first, hints last', () => {
  const labels = said({
    irony: { value: 'yes' },
    complaint: { value: 'yes' },
    urgency: { value: '3', reasons: ['safety'] },
    sentiment: { value: 'negative' },
    language: { value: 'de' },
    needsReply: { value: 'yes' },
  });
  assert.deepEqual(
    shownLabels(labels).map(({ key }) => key),
    ['urgency', 'needsReply', 'complaint', 'sentiment', 'language', 'irony'],
  );
  assert.deepEqual(labelNames(labels).toSorted(), [
    'complaint',
    'emergency',
    'irony',
    'needs reply',
    'needs-reply',
    'safety',
    'urgent',
  ]);
});

test('irony is no more likely than it is rare: plain posts get no hint of it', () => {
  for (const text of [
    'Thank you, that worked!',
    'When does the shop open?',
    'Charged twice, refund please',
    '',
  ]) {
    const { p } = understand({ text }).irony;
    assert.ok(p >= 0 && p < 0.5, `${text} ${p}`);
  }
  assert.ok(understand({ text: 'Oh wonderful, another delay. Just what I needed 🙄' }).irony.p >= 0.5);
});

test('a person who says neutral has said something', () => {
  assert.equal(shownLabels(said({ sentiment: { value: 'neutral', source: 'person' } })).length, 1);
});

const hints: [key: LabelKey, language: string, source: SaidLabel['source'], isIt: boolean][] = [
  ['complaint', 'en', 'built-in', false],
  ['complaint', 'de', 'built-in', true],
  ['complaint', 'unknown', 'built-in', false],
  ['complaint', 'de', 'person', false],
  ['irony', 'en', 'built-in', true],
  ['irony', 'en', 'person', false],
  ['language', 'de', 'built-in', false],
  ['place', 'de', 'built-in', false],
];
for (const [key, language, source, isIt] of hints) {
  test(`${key} in ${language} by ${source} is ${isIt ? 'a hint' : 'no hint'}`, () =>
    assert.equal(isHint({ key, value: 'yes', confidence: 0.9, source, model: '' }, language), isIt));
}

test('places are written and read alike', () => {
  const places = [
    { country: 'US', region: 'Tennessee', city: 'Nashville', postcodeArea: null },
    { country: 'GB', region: null, city: null, postcodeArea: 'SW1A' },
    { country: 'DE', region: null, city: null, postcodeArea: null },
  ];
  for (const place of places) assert.deepEqual(placeParts(placeValue(place)), place);
  assert.equal(placeParts('none'), undefined);
});

test('reasons are bits', () => {
  for (let bits = 0; bits < 1 << URGENCY_REASONS.length; bits++)
    assert.equal(reasonBits(reasonsOf(bits)), bits);
});

test('a row says what was understood, to a thousandth', () => {
  const texts = [
    '',
    'hello',
    'I am stranded in Nashville, Tennessee, my card was charged twice!!',
    'Ich liebe das 😍',
    '\u0000\ud800',
  ];
  for (const text of texts) {
    const labels = understand({ text });
    const fresh = saidOf(labels);
    const heads = Object.fromEntries(fresh.map(({ key, model }) => [key, model]));
    for (const [index, label] of saidByRow(rowOf(labels), heads).entries()) {
      const { key, value, confidence, model, reasons, score } = fresh[index]!;
      assert.deepEqual(
        [label.key, label.value, label.model, label.reasons],
        [key, value, model, reasons],
        text,
      );
      assert.ok(Math.abs(label.confidence - confidence) <= 0.001);
      assert.ok(Math.abs((label.score ?? 0) - (score ?? 0)) <= 0.001);
    }
  }
});

test('what a text names cannot harm the row', () => {
  const labels = understand({ text: 'x' });
  const place = {
    ...labels.language!,
    country: 'U\0S',
    region: 'a/b',
    city: 'x'.repeat(500),
    postcodeArea: '\ud800',
  };
  const row = rowOf({ ...labels, place: { ...place, latitude: 999, longitude: Number.NaN } as never });
  assert.equal(row.country, 'U S');
  assert.equal(row.city?.length, 120);
  assert.equal(row.postcode_area, '\ufffd');
  assert.deepEqual([row.latitude, row.longitude], [null, null]);
});
