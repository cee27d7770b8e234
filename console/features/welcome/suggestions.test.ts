import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SourceView, TopicView } from '../../api/types.ts';
import { changeAt, sourceChoices, topicChoices } from './suggestions.ts';

const topic = (name: string, query: string) => ({ name, query }) as TopicView;
const source = (kind: string, name: string) => ({ kind, name }) as SourceView;

test('what is suggested is ticked, unless it is here already', () => {
  const suggested = [
    { name: 'Tee: mentions', query: 'tee', kind: 'brand' as const, toInbox: true },
    { name: 'Tee: praise', query: 'tee love', kind: 'brand' as const, toInbox: false },
    { name: 'Links', query: 'link:tee.example', kind: 'brand' as const, toInbox: false },
  ];
  const choices = topicChoices(suggested, [topic('TEE: MENTIONS', 'x'), topic('Mine', 'link:tee.example')]);
  assert.deepEqual(
    choices.map(({ isTicked, isThere }) => [isTicked, isThere]),
    [
      [false, true],
      [true, false],
      [false, true],
    ],
  );
});

test('a stream is added once, feeds by their name', () => {
  const suggested = [
    { kind: 'bluesky-jetstream', name: 'Bluesky', config: {} },
    { kind: 'feed', name: 'News on tee.example', config: { url: 'https://tee.example' } },
  ];
  const sources = [source('bluesky-jetstream', 'My own name'), source('feed', 'Another feed')];
  assert.deepEqual(
    sourceChoices(suggested, sources).map(({ isThere }) => isThere),
    [true, false],
  );
});

test('one entry is changed, the others stay the same objects', () => {
  const list = [{ a: 1 }, { a: 2 }];
  const next = changeAt(list, 1, { a: 3 });
  assert.deepEqual(next, [{ a: 1 }, { a: 3 }]);
  assert.equal(next[0], list[0]);
});
