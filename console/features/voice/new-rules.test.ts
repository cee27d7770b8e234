import assert from 'node:assert/strict';
import { it } from 'node:test';
import { newAvoid, newSay, numberOf, withoutEmpty } from './new-rules.ts';

it('rules that were begun and say nothing are left out', () => {
  const guide = {
    tone: 'Warm',
    avoid: [newAvoid(), { ...newAvoid(), words: ['x'] }],
    never: [newSay()],
    must: [],
    promotional: { words: [], links: [], campaigns: [] },
    forms: [],
  };
  const { avoid, never, tone } = withoutEmpty(guide);
  assert.deepEqual([avoid.length, never.length, tone], [1, 0, 'Warm']);
  assert.notEqual(guide.avoid[0]!.id, guide.avoid[1]!.id);
  assert.match(newSay().id, /^[a-z0-9-]{1,40}$/);
});

it('a number is a number or nothing', () => {
  assert.deepEqual(['12', '', ' ', '1.6', '-3', 'x'].map(numberOf), [12, null, null, 2, null, null]);
});
