import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { columnsOf, deedsOf, KINDS, progressOf } from './import-figures.ts';

const none = { fresh: 0, there: 0, refused: 0, done: 0, kept: 0 };
const counts = (part: Partial<typeof none>) => ({
  member: none,
  category: none,
  thread: none,
  post: { ...none, ...part },
});
const STATES = ['draft', 'running', 'stopped', 'done', 'undoing', 'undone'] as const;

describe('an import', () => {
  it('offers what its state allows, and never to start what cannot come', () => {
    const of = (state: (typeof STATES)[number], part = {}) =>
      Object.entries(deedsOf({ state, counts: counts(part) }))
        .filter(([, may]) => may)
        .map(([deed]) => deed);
    assert.deepEqual(of('draft'), ['addFile', 'drop']);
    assert.deepEqual(of('draft', { fresh: 3 }), ['addFile', 'start', 'drop']);
    assert.deepEqual(of('running', { fresh: 3, done: 1 }), ['stop']);
    assert.deepEqual(of('stopped', { fresh: 3, done: 1 }), ['start', 'undo']);
    assert.deepEqual(of('stopped', { fresh: 3, done: 3 }), ['undo']);
    assert.deepEqual(of('done', { fresh: 3, done: 3 }), ['undo']);
    assert.deepEqual(of('undoing'), []);
    assert.deepEqual(of('undone'), ['drop']);
  });

  it('tells how far it is only while it is under way, and never more than all', () => {
    assert.equal(progressOf({ state: 'draft', counts: counts({ fresh: 4 }) }), null);
    assert.equal(progressOf({ state: 'running', counts: counts({ fresh: 4, done: 1 }) }), 0.25);
    assert.equal(progressOf({ state: 'running', counts: counts({}) }), 1);
  });

  it('shows figures in every state, each once', () => {
    assert.equal(KINDS.length, 4);
    for (const state of STATES) {
      const columns = columnsOf(state);
      assert.ok(columns.length > 1);
      assert.equal(new Set(columns).size, columns.length);
    }
  });
});
