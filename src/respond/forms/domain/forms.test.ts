import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import type { FieldDefinition } from '#respond/cases/index.ts';
import { readForm } from './fill.ts';
import { type CustomerForm, nearest, type Question, type QuestionWords } from './form.ts';
import { offered } from './offer.ts';

const field = (key: string, more: Partial<FieldDefinition> = {}): FieldDefinition => ({
  key,
  label: key.toUpperCase(),
  kind: 'text',
  choices: [],
  isRequired: false,
  isShown: false,
  ...more,
});
const FIELDS = [
  field('order'),
  field('count', { kind: 'number' }),
  field('day', { kind: 'date' }),
  field('colour', { kind: 'choice', choices: ['red', 'blue'] }),
  field('open', { kind: 'yes-no' }),
];
const type = { id: 'ctype_1', name: 'Return', fields: FIELDS, isArchived: false };
const words = (more: Partial<QuestionWords> = {}): QuestionWords => ({
  label: '',
  help: '',
  choices: {},
  ...more,
});
const form = (more: Partial<CustomerForm> = {}): CustomerForm => ({
  typeId: 'ctype_1',
  labels: { en: 'Send it back', de: 'Zurückgeben' },
  places: ['contact'],
  questions: FIELDS.map(({ key }) => ({ field: key, isRequired: key === 'order', words: {} })),
  ...more,
});
const offerOf = (more: Partial<CustomerForm> = {}, language = 'en') =>
  offered([form(more)], [type], 'contact', language)[0];

describe('the words of a language', () => {
  it('are those of the tag, of its kind, English ones, or the first', () => {
    const said = (tags: string[], wanted: string) =>
      nearest(Object.fromEntries(tags.map((tag) => [tag, tag])), wanted);
    assert.equal(said(['en', 'de', 'de-AT'], 'de-AT'), 'de-AT');
    assert.equal(said(['en', 'de'], 'de-CH'), 'de');
    assert.equal(said(['fr', 'en'], 'it'), 'en');
    assert.equal(said(['fr', 'es'], 'it'), 'fr');
    assert.equal(said([], 'en'), undefined);
    assert.equal(said(['de', 'en'], 'EN-us'), 'en');
  });
});

describe('what is offered', () => {
  it('is in its language, in the order of the form, with the names of the type where there are no others', () => {
    const questions: Question[] = [
      {
        field: 'colour',
        isRequired: true,
        words: { de: words({ label: 'Farbe', choices: { red: 'Rot' } }) },
      },
      { field: 'order', isRequired: false, words: { en: words({ help: 'It stands on the bill.' }) } },
    ];
    const german = offerOf({ questions }, 'de')!;
    assert.equal(german.label, 'Zurückgeben');
    assert.deepEqual(german.questions[0], {
      field: 'colour',
      label: 'Farbe',
      help: '',
      kind: 'choice',
      isRequired: true,
      choices: [
        { value: 'red', label: 'Rot' },
        { value: 'blue', label: 'blue' },
      ],
    });
    assert.deepEqual(
      [german.questions[1]!.label, german.questions[1]!.help],
      ['ORDER', 'It stands on the bill.'],
    );
    assert.equal(offerOf({ labels: {} })!.label, 'Return');
    assert.equal(offerOf({ labels: { en: '', de: 'Zurück' } })!.label, 'Return', 'not in another language');
  });

  it('is nothing elsewhere, of an archived type, or of a field that was taken out', () => {
    assert.equal(offerOf({ places: ['chat'] }), undefined);
    assert.deepEqual(offered([form()], [{ ...type, isArchived: true }], 'contact', 'en'), []);
    assert.deepEqual(offered([form()], [], 'contact', 'en'), []);
    const without = { ...type, fields: FIELDS.slice(1) };
    const [rest] = offered([form()], [without], 'contact', 'en');
    assert.deepEqual(
      rest!.questions.map(({ field: key }) => key),
      ['count', 'day', 'colour', 'open'],
    );
  });
});

describe('what was filled in', () => {
  const read = (given: Record<string, string>) => readForm(offerOf()!, given);

  it('becomes values as a case keeps them', () => {
    const given = { order: ' A-1 ', count: '12,5', day: '2026-11-23', colour: 'blue', open: 'no' };
    const { filled, problems, unknown } = read(given);
    assert.deepEqual([filled.typeId, problems.size, unknown], ['ctype_1', 0, []]);
    assert.deepEqual(
      filled.answers.map(({ key, value }) => [key, value]),
      [
        ['order', 'A-1'],
        ['count', 12.5],
        ['day', '2026-11-23'],
        ['colour', 'blue'],
        ['open', false],
      ],
    );
  });

  it('is told apart: what is missing, what cannot be, and what nobody asked', () => {
    const given = { count: '1.000,5', day: '2026-02-30', colour: 'green', open: 'maybe', admin: 'yes' };
    const { problems, unknown } = read(given);
    assert.deepEqual(
      [...problems],
      [
        ['order', 'missing'],
        ['count', 'invalid'],
        ['day', 'invalid'],
        ['colour', 'invalid'],
        ['open', 'invalid'],
      ],
    );
    assert.deepEqual(unknown, ['admin']);
    assert.deepEqual([...read({ order: 'x'.repeat(2001) }).problems], [['order', 'invalid']]);
    assert.deepEqual([...read({ order: ' \n ' }).problems], [['order', 'missing']]);
  });

  it('never holds anything but values of its fields, whatever is sent', () => {
    const name = fc.oneof(
      fc.constantFrom('order', 'count', 'day', 'colour', 'open', '__proto__', 'constructor'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(name, fc.string())), (pairs) => {
        const { filled, unknown } = read(Object.fromEntries(pairs));
        for (const { key, value } of filled.answers) {
          assert.ok(FIELDS.some((one) => one.key === key));
          if (key === 'count') assert.ok(Number.isFinite(value));
          if (key === 'colour') assert.ok(value === 'red' || value === 'blue');
        }
        assert.ok(unknown.every((one) => !FIELDS.some(({ key }) => key === one)));
      }),
    );
  });
});
