import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { Gatherer } from './gatherer.ts';

beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
afterEach(() => mock.timers.reset());

test('a burst is handed over once, each id once, and the next burst again', () => {
  const handed: string[][] = [];
  const gatherer = new Gatherer(300, (ids) => handed.push(ids));
  gatherer.add(['a', 'b']);
  mock.timers.tick(200);
  gatherer.add(['b', 'c']);
  mock.timers.tick(100);
  assert.deepEqual(handed, [['a', 'b', 'c']], 'steady news must not put it off for ever');
  gatherer.add([]);
  mock.timers.tick(300);
  assert.deepEqual(handed, [['a', 'b', 'c'], []]);
});

test('a flood is cut and a stopped one hands over nothing', () => {
  const handed: string[][] = [];
  const gatherer = new Gatherer(300, (ids) => handed.push(ids), 2);
  gatherer.add(['a', 'b', 'c']);
  mock.timers.tick(300);
  assert.deepEqual(handed, [['a', 'b']]);
  gatherer.add(['d']);
  gatherer.stop();
  mock.timers.tick(300);
  assert.equal(handed.length, 1);
});
