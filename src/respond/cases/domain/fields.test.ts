import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { FIELD_KINDS, type FieldDefinition, missingFields, readField } from './fields.ts';

const field = (kind: FieldDefinition['kind'], more: Partial<FieldDefinition> = {}): FieldDefinition => ({
  key: 'plan',
  label: 'Plan',
  kind,
  choices: ['S', 'M'],
  isRequired: true,
  isShown: false,
  ...more,
});

test('each kind takes its own values and refuses others with a reason', () => {
  assert.deepEqual(readField(field('text'), ' fibre '), { value: 'fibre' });
  assert.deepEqual(readField(field('number'), 0), { value: 0 });
  assert.deepEqual(readField(field('date'), '2028-02-29'), { value: '2028-02-29' });
  assert.deepEqual(readField(field('choice'), 'M'), { value: 'M' });
  assert.deepEqual(readField(field('yes-no'), false), { value: false });
  const refused: [FieldDefinition['kind'], unknown][] = [
    ['text', 5],
    ['text', 'x'.repeat(2001)],
    ['text', '   '],
    ['number', '5'],
    ['number', Number.NaN],
    ['date', '2026-02-30'],
    ['date', 'tomorrow'],
    ['date', '2026-2-3'],
    ['choice', 'XL'],
    ['choice', ['S']],
    ['yes-no', 'yes'],
  ];
  for (const [kind, given] of refused) {
    const read = readField(field(kind), given);
    assert.ok('problem' in read && read.problem.startsWith('Plan takes'), `${kind} ${String(given)}`);
  }
});

test('whatever is given, a field is filled, emptied or refused; nothing else', () => {
  fc.assert(
    fc.property(fc.constantFrom(...FIELD_KINDS), fc.anything(), (kind, given) => {
      const read = readField(field(kind), given);
      if ('value' in read)
        assert.ok(['string', 'number', 'boolean'].includes(typeof read.value) || read.value === null);
    }),
  );
  for (const empty of [null, undefined, ''])
    assert.deepEqual(readField(field('number'), empty), { value: null });
});

test('what is required and empty is missing; a no and a zero are answers', () => {
  const fields = [
    field('yes-no', { key: 'a', label: 'A' }),
    field('number', { key: 'b', label: 'B' }),
    field('text', { key: 'c', label: 'C' }),
  ];
  assert.deepEqual(missingFields(fields, {}), ['A', 'B', 'C']);
  assert.deepEqual(missingFields(fields, { a: false, b: 0 }), ['C']);
  assert.deepEqual(missingFields([field('text', { isRequired: false })], {}), []);
});
