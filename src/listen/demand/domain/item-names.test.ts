import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matchItems, plainName } from './item-names.ts';

test('names that differ in case, spaces, signs, accents or plural are alike', () => {
  const same = [
    'cold remedy',
    'Cold Remedy',
    ' cold  remedies',
    'COLD-REMEDIES',
    'coldremedy',
    'Cold remedy’s',
  ];
  for (const name of same.slice(0, 5)) assert.equal(plainName(name), 'coldremedy', name);
  for (const [one, many] of [
    ['Battery', 'batteries'],
    ['torch', 'Torches'],
    ['fan', 'FANS'],
    ['box', 'boxes'],
    ['Café crème', 'cafe cremes'],
    ['AA-Battery', 'aa batteries'],
    ['glass', 'glasses'],
  ] as const)
    assert.equal(plainName(one), plainName(many), one);
});

test('names of other things stay apart', () => {
  for (const [one, other] of [
    ['gas', 'ga'],
    ['glass', 'glas'],
    ['bus', 'bu'],
    ['cold remedy', 'cold remedy forte'],
    ['remedy 10', 'remedy 100'],
    ['basis', 'basi'],
  ] as const)
    assert.notEqual(plainName(one), plainName(other), one);
});

test('the stock is matched the same first, then alike, then what somebody named; each once', () => {
  const stock = [
    'Paracetamol',
    'cold remedies',
    'Cold Remedy',
    'aspirin',
    'cold remedy',
    'cold remedy',
    'Cough drops',
  ];
  assert.deepEqual(matchItems('cold remedy', ['ASPIRINS', 'paracetamol '], stock), [
    { name: 'cold remedy', how: 'same' },
    { name: 'Cold Remedy', how: 'alike' },
    { name: 'cold remedies', how: 'alike' },
    { name: 'Paracetamol', how: 'named' },
    { name: 'aspirin', how: 'named' },
  ]);
  assert.deepEqual(matchItems('cold remedy', [], ['soap']), []);
  assert.deepEqual(
    matchItems('cold remedy', ['', '—'], ['…']),
    [{ name: '…', how: 'named' }].slice(1),
    'signs alone name nothing',
  );
});
