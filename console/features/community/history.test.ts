import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { changesOf } from './history.ts';

const revision = (number: number, markdown: string, byName: string, title: string | null = null) => ({
  revision: number,
  markdown,
  byName,
  title,
  at: '2026-11-23T08:00:00.000Z',
});

describe('the changes of a post', () => {
  it('say who made of what it said what it said then, the newest first', () => {
    const told = changesOf([revision(1, 'a', 'Ada'), revision(2, 'b', 'Bo')], 'c');
    assert.deepEqual(
      told.map(({ byName, before, after }) => [byName, before, after]),
      [
        ['Bo', 'b', 'c'],
        ['Ada', 'a', 'b'],
      ],
    );
  });

  it('are none where it was never changed, and change no word where only the title was', () => {
    assert.deepEqual(changesOf([], 'a'), []);
    const [only] = changesOf([revision(1, 'a', 'Ada', 'Old title')], 'a');
    assert.deepEqual([only?.before, only?.after, only?.title], ['a', 'a', 'Old title']);
  });
});
