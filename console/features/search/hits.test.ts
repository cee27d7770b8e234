import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SearchView } from '#respond/search/schema.ts';
import { besideHit, countOf, hitsOf, keyOf } from './hits.ts';

type Groups = SearchView['groups'];
const hit = (id: string): Groups[number]['items'][number] => ({
  id,
  title: id,
  excerpt: '',
  at: null,
  network: null,
  status: null,
  team: null,
  assignees: [],
  to: `/inbox/${id}`,
});
const view = (...groups: Groups): SearchView => ({
  groups,
  words: [],
  corrected: [],
  isSome: false,
  isPartial: false,
});
const first = view(
  { kind: 'person', count: 1, since: null, items: [hit('a')] },
  { kind: 'note', count: 600, since: '2026-11-01T00:00:00.000Z', items: [hit('a'), hit('b')] },
);
const second = view({ kind: 'note', count: 598, since: null, items: [hit('b'), hit('c')] });

test('hits of pages are one list, in which what came twice stands once', () => {
  assert.deepEqual(hitsOf([first, second]).map(keyOf), ['person-a', 'note-a', 'note-b', 'note-c']);
});

test('a count says where it is not all', () => {
  assert.deepEqual(
    [countOf(first, 'person'), countOf(first, 'note'), countOf(first, 'case'), countOf(undefined, 'note')],
    ['1', '600+', undefined, undefined],
  );
});

test('keys move from hit to hit, over kinds, and stop at the ends', () => {
  const hits = hitsOf([first]);
  const beside = (key: string | null, step: 1 | -1) => {
    const found = besideHit(hits, key, step);
    return found && keyOf(found);
  };
  assert.equal(beside(null, 1), 'person-a');
  assert.equal(beside('person-a', 1), 'note-a');
  assert.equal(beside('note-b', 1), 'note-b');
  assert.equal(beside('person-a', -1), 'person-a');
  assert.equal(besideHit([], null, 1), undefined);
});
