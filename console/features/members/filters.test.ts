import assert from 'node:assert/strict';
import { test } from 'node:test';
import { array, assert as check, constantFrom, date, jsonValue, property, record, string } from 'fast-check';
import { DURATIONS, endOf, namesOf, OWN_WAYS, readFilters, shownState, STATES } from './filters.ts';

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

test('filters are the same when they are read again, whatever stands in an address', () => {
  check(
    property(record({ q: jsonValue(), state: jsonValue(), way: jsonValue() }), (given) => {
      const once = readFilters(given);
      assert.deepEqual(readFilters({ ...once }), once);
    }),
  );
  assert.deepEqual(readFilters({ q: `${' '.repeat(200)}nora` }), {}, 'blanks find nobody');
});

test('each filter can be set beside others and taken away alone', () => {
  for (const state of STATES)
    for (const way of [...OWN_WAYS, 'prov_01J']) {
      const all = readFilters({ q: 'nora', state, way });
      assert.deepEqual(all, { q: 'nora', state, way });
      assert.deepEqual(readFilters({ ...all, state: '' }), { q: 'nora', way });
      assert.deepEqual(readFilters({ ...all, way: '' }), { q: 'nora', state });
      assert.deepEqual(readFilters({ ...all, q: '' }), { state, way });
    }
});

test('what is not known of a member is no reason to call him held', () => {
  for (const state of ['', 'king', 'leaving '])
    assert.equal(shownState({ state, eraseAt: null }), 'active', state);
  for (const state of STATES) assert.equal(shownState({ state, eraseAt: null }), state);
});

test('a longer silence ends later, whole days of 24 hours over the change of the clock', () => {
  const days = date({ min: new Date('2020-01-01'), max: new Date('2099-01-01'), noInvalidDate: true });
  check(
    property(days, (now) => {
      const ends = DURATIONS.slice(0, -1).map((duration) => Date.parse(endOf(duration, now) ?? ''));
      assert.deepEqual(
        ends.map((end) => (end - now.getTime()) / 86_400_000),
        [1, 7, 30],
      );
    }),
  );
});

test('reserved names come back the same from the field that shows them', () => {
  const piece = constantFrom('Lumora', 'lumora', ' ', ',', '\n', '\r\n', 'x', 'Ünal & Co', '\t', 'שלום');
  check(
    property(array(piece, { maxLength: 20 }), string(), (pieces, more) => {
      const names = namesOf(pieces.join('') + more);
      assert.deepEqual(namesOf(names.join('\n')), names);
      for (const name of names) assert.ok(name === name.trim() && name.length > 1);
    }),
  );
});
