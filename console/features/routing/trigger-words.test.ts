import assert from 'node:assert/strict';
import { it } from 'node:test';
import { TRIGGERS } from '../../../src/respond/routing/domain/triggers.ts';
import { newRule } from './draft.ts';
import { doesRun, inUnit, minutesOf, TRIGGER_GROUPS, triggerWords } from './trigger-words.ts';

it('lists everything that rules run on, once', () => {
  const listed = TRIGGER_GROUPS.flatMap(({ triggers }) => triggers);
  assert.deepEqual(listed.toSorted(), [...TRIGGERS].toSorted());
});

it('says when a rule runs, unless it is as usual', () => {
  assert.equal(triggerWords(newRule()), undefined);
  assert.equal(
    triggerWords({ on: ['promise-missed', 'status'], waitMinutes: null }),
    'Its status changes · A promise was missed',
  );
  assert.equal(triggerWords({ on: ['waited'], waitMinutes: 2880 }), 'Nothing happens for 2 days');
  assert.equal(triggerWords({ on: ['waited'], waitMinutes: 60 }), 'Nothing happens for 1 hour');
});

it('keeps times in the unit in which they are whole', () => {
  for (const [count, unit] of [
    [5, 'minutes'],
    [90, 'minutes'],
    [3, 'hours'],
    [14, 'days'],
  ] as const)
    assert.deepEqual(inUnit(minutesOf(count, unit)), { count, unit });
});

it('lets nothing be saved that never runs', () => {
  assert.equal(doesRun({ on: ['status'], waitMinutes: null }), true);
  assert.equal(doesRun({ on: [], waitMinutes: null }), false);
  assert.deepEqual(
    [4, 5, 129_600, 129_601].map((waitMinutes) => doesRun({ on: ['waited'], waitMinutes })),
    [false, true, true, false],
  );
});
