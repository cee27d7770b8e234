import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Statistics } from '#embrace/forum/statistics/schema.ts';
import { tilesOf } from './statistics-tiles.ts';

const none = {
  questions: 0,
  answered: 0,
  answeredInDay: 0,
  answeredByMembers: 0,
  medianAnswer: null,
  solved: 0,
  medianSolve: null,
};
const quiet = { threads: 0, posts: 0, reactions: 0, writers: 0, newcomers: 0 };
const empty: Statistics = {
  from: '2026-10-26T00:00:00.000Z',
  to: '2026-11-23T00:00:00.000Z',
  questions: { now: none, before: none },
  activity: { now: quiet, before: quiet },
  silentReaders: 0,
  waiting: 0,
  byDay: [],
  categories: [],
  helpers: [],
  pairs: [],
};
const shown = (read: Statistics) =>
  Object.fromEntries(tilesOf(read).map(({ key, value, change }) => [key, [value, change]]));

describe('tiles of the community', () => {
  it('show no share of nothing, and no change from nothing', () => {
    assert.deepEqual(shown(empty), {
      questions: ['0', null],
      answered: ['–', null],
      time: ['–', null],
      solved: ['–', null],
      members: ['–', null],
      writers: ['0', null],
      posts: ['0', null],
    });
  });

  it('compare shares by points and counts by per cent; of answers, not of questions, it tells who was first', () => {
    const now = {
      ...none,
      questions: 40,
      answered: 30,
      answeredInDay: 20,
      answeredByMembers: 15,
      solved: 10,
      medianAnswer: 7200,
    };
    const before = {
      ...none,
      questions: 20,
      answered: 10,
      answeredInDay: 10,
      answeredByMembers: 10,
      solved: 8,
      medianAnswer: 3600,
    };
    assert.deepEqual(shown({ ...empty, questions: { now, before } }), {
      questions: ['40', '+100 %'],
      answered: ['75 %', '+25'],
      time: ['2.0 h', '+100 %'],
      solved: ['25 %', '−15'],
      members: ['50 %', '−50'],
      writers: ['0', null],
      posts: ['0', null],
    });
  });
});
