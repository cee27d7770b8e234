import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isWorthShowing, keyText, labelText, percentOf, sourceText, valueText } from './label-words.ts';

const texts: [key: string, value: string, reasons: string[], text: string][] = [
  ['complaint', 'yes', [], 'Complaint'],
  ['urgency', '2', ['stranded', 'money'], 'Urgent: stranded, money'],
  ['urgency', '3', [], 'Emergency'],
  ['urgency', '2', ['a reason of tomorrow'], 'Urgent: a reason of tomorrow'],
  ['sentiment', 'negative', [], 'Negative'],
  ['emotion', 'joy', [], 'Joy'],
  ['language', 'de', [], 'German'],
  ['language', 'not a code', [], 'not a code'],
  ['place', 'US/Tennessee/Nashville/', [], 'Nashville, Tennessee, US'],
  ['place', 'DE/Berlin/Berlin/', [], 'Berlin, DE'],
  ['place', 'GB///SW1A', [], 'SW1A, GB'],
  ['intent', 'Where is my parcel?', [], 'Where is my parcel?'],
  ['a label of tomorrow', 'x', [], 'a label of tomorrow'],
];
for (const [key, value, reasons, text] of texts)
  test(`${key} ${value} reads “${text}”`, () => assert.equal(labelText({ key, value, reasons }), text));

test('values of corrections have words', () => {
  assert.equal(valueText('complaint', 'no'), 'no');
  assert.equal(valueText('sentiment', 'neutral'), 'Neutral');
  assert.equal(valueText('urgency', '0'), 'Not urgent');
  assert.equal(keyText('needsReply'), 'Needs a reply');
});

test('no model is shown as quite certain, a person is', () => {
  assert.equal(percentOf({ confidence: 0.9999, source: 'built-in' }), 99);
  assert.equal(percentOf({ confidence: 0, source: 'model' }), 1);
  assert.equal(percentOf({ confidence: 1, source: 'person' }), 100);
});

test('English needs no mark', () => {
  assert.equal(isWorthShowing({ key: 'language', value: 'en' }), false);
  assert.equal(isWorthShowing({ key: 'language', value: 'de' }), true);
});

test('says who says so, and what follows an earlier word about the author', () => {
  const of = (source: 'built-in' | 'company' | 'model' | 'person', model: string) =>
    sourceText({ source, model });
  assert.equal(of('company', 'author'), 'As people said of this author before');
  assert.equal(of('company', 'emotion-2'), 'Your company’s own model');
  assert.equal(of('person', 'author'), 'Corrected by author', 'a person may be called so');
  assert.equal(of('built-in', '1'), 'Built-in model');
});
