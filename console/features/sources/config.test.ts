import assert from 'node:assert/strict';
import { test } from 'node:test';
import { configOf, missingFields, valuesOf } from './config.ts';
import type { SourceField } from './types.ts';

const field = (name: string, kind: SourceField['kind'], more: Partial<SourceField> = {}): SourceField => ({
  name,
  label: name,
  kind,
  required: false,
  placeholder: null,
  help: null,
  default: null,
  ...more,
});
const FIELDS = [
  field('url', 'url', { required: true }),
  field('hosts', 'list', { default: ['a.example', 'b.example'] }),
  field('speed', 'number', { default: 2 }),
  field('isPds', 'boolean'),
];

test('a new form begins with what the connector suggests', () => {
  assert.deepEqual(valuesOf(FIELDS), {
    url: '',
    hosts: ['a.example', 'b.example'],
    speed: '2',
    isPds: false,
  });
});

test('a form of a source that is there shows its configuration', () => {
  const values = valuesOf(FIELDS, { url: 'https://x.example', hosts: ['c.example'], speed: 5, isPds: true });
  assert.deepEqual(values, { url: 'https://x.example', hosts: ['c.example'], speed: '5', isPds: true });
  assert.deepEqual(configOf(FIELDS, values), {
    url: 'https://x.example',
    hosts: ['c.example'],
    speed: 5,
    isPds: true,
  });
});

test('what is left empty is left out', () => {
  assert.deepEqual(configOf(FIELDS, { url: ' https://x.example ', hosts: [], speed: '', isPds: false }), {
    url: 'https://x.example',
    isPds: false,
  });
});

test('only required fields that are empty are missing', () => {
  assert.deepEqual(missingFields(FIELDS, valuesOf(FIELDS)), ['url']);
  assert.deepEqual(missingFields(FIELDS, { ...valuesOf(FIELDS), url: 'x' }), []);
  assert.deepEqual(missingFields([field('tags', 'list', { required: true })], { tags: [] }), ['tags']);
});

test('odd stored values do not break the form', () => {
  assert.deepEqual(valuesOf(FIELDS, { url: { a: 1 }, hosts: 'one', isPds: 'yes' }), {
    url: '',
    hosts: [],
    speed: '2',
    isPds: false,
  });
});
