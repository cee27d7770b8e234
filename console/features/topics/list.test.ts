import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TopicView } from '../../api/types.ts';
import {
  filterTopics,
  foldersOf,
  groupTopics,
  type ListFilters,
  readListFilters,
  sortTopics,
} from './list.ts';

let count = 0;
function topic(name: string, more: Partial<TopicView> = {}): TopicView {
  count += 1;
  return {
    id: `topic_${count}`,
    name,
    query: 'query',
    kind: 'subject',
    toInbox: true,
    folder: null,
    capPerDay: null,
    state: 'active',
    isCapped: false,
    exampleCount: 0,
    matchesToday: 0,
    matches: 0,
    lastMatchAt: null,
    backfill: null,
    createdAt: `2026-11-01T00:00:${String(count).padStart(2, '0')}.000Z`,
    updatedAt: '2026-11-01T00:00:00.000Z',
    ...more,
  };
}
const all: ListFilters = { q: '', sort: 'folder', state: 'any', folder: null };
const names = (topics: readonly TopicView[]) => topics.map((one) => one.name);

test('finds by name, query and folder, without minding accents and case', () => {
  const topics = [
    topic('Café', { query: 'espresso' }),
    topic('Tea', { folder: 'Cafés', query: 'oolong' }),
    topic('Water'),
  ];
  assert.deepEqual(names(filterTopics(topics, { ...all, q: 'cafe' })), ['Café', 'Tea']);
  assert.deepEqual(names(filterTopics(topics, { ...all, q: ' OOLONG  cafe ' })), ['Tea']);
  assert.deepEqual(names(filterTopics(topics, { ...all, q: 'milk' })), []);
});

test('narrows to a state, a folder, or what has none', () => {
  const topics = [topic('a', { state: 'paused', folder: 'F' }), topic('b', { folder: 'F' }), topic('c')];
  assert.deepEqual(names(filterTopics(topics, { ...all, state: 'paused' })), ['a']);
  assert.deepEqual(names(filterTopics(topics, { ...all, folder: 'F', state: 'active' })), ['b']);
  assert.deepEqual(names(filterTopics(topics, { ...all, folder: '' })), ['c']);
});

test('sorts as people count, the loudest first, and by name where it is even', () => {
  const topics = [
    topic('Topic 10', { matchesToday: 5, lastMatchAt: '2026-11-02T00:00:00Z' }),
    topic('topic 2', { matchesToday: 5, matches: 9 }),
    topic('Äpfel', { lastMatchAt: '2026-11-03T00:00:00Z', matchesToday: 1 }),
  ];
  assert.deepEqual(names(sortTopics(topics, 'name')), ['Äpfel', 'topic 2', 'Topic 10']);
  assert.deepEqual(names(sortTopics(topics, 'today')), ['topic 2', 'Topic 10', 'Äpfel']);
  assert.deepEqual(names(sortTopics(topics, 'all')), ['topic 2', 'Äpfel', 'Topic 10']);
  assert.deepEqual(names(sortTopics(topics, 'last')), ['Äpfel', 'Topic 10', 'topic 2']);
  assert.deepEqual(names(sortTopics(topics, 'newest')), ['Äpfel', 'topic 2', 'Topic 10']);
});

test('stands under folders only when there are any, those without one first', () => {
  const topics = [
    topic('z', { folder: 'B' }),
    topic('y', { folder: 'A' }),
    topic('x'),
    topic('w', { folder: 'B' }),
  ];
  const shape = groupTopics(sortTopics(topics, 'folder'), 'folder').map((group) => [
    group.folder,
    names(group.topics),
  ]);
  assert.deepEqual(shape, [
    ['', ['x']],
    ['A', ['y']],
    ['B', ['w', 'z']],
  ]);
  assert.deepEqual(
    groupTopics(sortTopics(topics, 'name'), 'name').map((group) => group.folder),
    [null],
  );
  assert.deepEqual(
    groupTopics([topic('one')], 'folder').map((group) => group.folder),
    [null],
  );
  assert.deepEqual(groupTopics([], 'folder'), []);
  assert.deepEqual(foldersOf(topics), ['A', 'B']);
});

test('reads the address and forgets nonsense', () => {
  assert.deepEqual(readListFilters({ q: 'x', sort: 'today', state: 'paused', folder: '' }), {
    q: 'x',
    sort: 'today',
    state: 'paused',
    folder: '',
  });
  assert.deepEqual(readListFilters({ q: 3, sort: 'folder', state: 'any', folder: null }), {});
});
