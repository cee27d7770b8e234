import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endOf, namesOf, OWN_WAYS, readFilters, shownState } from './filters.ts';

test('filters of an address are read, and what is none is left out', () => {
  assert.deepEqual(readFilters({ q: ' nora', state: 'silenced', x: 1 }), { q: ' nora', state: 'silenced' });
  for (const search of [{}, { q: '' }, { q: '  ' }, { q: 7 }, { state: 'king' }, { state: ['active'] }])
    assert.deepEqual(readFilters(search), {}, JSON.stringify(search));
  assert.equal(readFilters({ q: 'x'.repeat(999) }).q!.length, 200);
});

test('a member who is leaving is shown as such, unless something graver holds', () => {
  const at = '2026-12-01T00:00:00.000Z';
  assert.equal(shownState({ state: 'active', eraseAt: null }), 'active');
  assert.equal(shownState({ state: 'active', eraseAt: at }), 'leaving');
  assert.equal(shownState({ state: 'suspended', eraseAt: at }), 'suspended');
  assert.equal(shownState({ state: 'erased', eraseAt: null }), 'erased');
});

test('a silence ends after so many days, or never', () => {
  const now = new Date('2026-11-22T12:00:00Z');
  assert.equal(endOf('1', now), '2026-11-23T12:00:00.000Z');
  assert.equal(endOf('30', now), '2026-12-22T12:00:00.000Z');
  assert.equal(endOf('ever', now), null);
});

test('names are one a line or by commas, each once', () => {
  assert.deepEqual(namesOf('Lumora, Lumi\n Lumi \n\nx,'), ['Lumora', 'Lumi']);
  assert.deepEqual(namesOf(''), []);
});

test('keeps a way of signing in that can be one, and leaves out what cannot', () => {
  for (const way of [...OWN_WAYS, 'prov_01m8354zzz008ejfdjya9t74zv'])
    assert.deepEqual(readFilters({ way }), { way });
  for (const way of [
    '',
    ' ',
    'a b',
    "x' or 1=1",
    'ä',
    'x'.repeat(61),
    '../x',
    7,
    null,
    ['mail'],
    { mail: 1 },
  ])
    assert.deepEqual(readFilters({ way }), {}, JSON.stringify(way));
  assert.deepEqual(readFilters({ way: 'passkey', state: 'active', q: 'ana' }), {
    way: 'passkey',
    state: 'active',
    q: 'ana',
  });
});
