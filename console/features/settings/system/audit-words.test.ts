import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actionWords, dayEdge, detailLines, KINDS, nameIn } from './audit-words.ts';
import { hasMessage } from '../../../i18n/index.ts';

test('an action is said in words, a new one as its code says it', () => {
  assert.equal(actionWords('topic.created'), 'made a topic');
  assert.equal(actionWords('moon.landed_on'), 'moon landed on');
});

test('each kind has a name', () => {
  for (const kind of KINDS) assert.ok(hasMessage(`settings.audit.kind.${kind}`), kind);
});

test('details are lines; what is empty is left out', () => {
  assert.deepEqual(
    detailLines({ queryBefore: 'a', names: ['x', 'y'], withPosts: true, site: null, more: { a: 1 } }),
    [
      { name: 'query before', value: 'a' },
      { name: 'names', value: 'x, y' },
      { name: 'with posts', value: 'yes' },
      { name: 'more', value: '{"a":1}' },
    ],
  );
});

test('an entry is named by what it is about', () => {
  assert.equal(nameIn({ kind: 'feed', name: 'Town Paper' }), 'Town Paper');
  assert.equal(nameIn({ email: 'ben@tee.example', role: 'agent' }), 'ben@tee.example');
  assert.equal(nameIn({ name: '', count: 3 }), null);
});

test('a day has a beginning and an end', () => {
  const start = Date.parse(dayEdge('2026-11-22', 'start')!);
  const end = Date.parse(dayEdge('2026-11-22', 'end')!);
  assert.equal(end - start, 86_400_000);
  assert.equal(dayEdge('soon', 'start'), undefined);
});
