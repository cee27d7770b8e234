import assert from 'node:assert/strict';
import { it } from 'node:test';
import { becauseOf, timeInWords } from './because.ts';
import { type EventTrigger, hearsEvents, TRIGGERS, USUAL_TRIGGERS } from './triggers.ts';

const names = new Map([
  ['team_1', 'Billing'],
  ['plan', 'Your plan'],
]);
const called = { team: (id: string) => names.get(id), field: (key: string) => names.get(key) };
const words: [EventTrigger, Parameters<typeof becauseOf>[1], string][] = [
  [
    'status',
    { 'status.before': 'open', status: 'waiting' },
    'its status changed from open to waiting for the customer',
  ],
  ['team', { 'team.before': null, team: 'team_1' }, 'it went from no team to Billing'],
  ['team', { 'team.before': 'team_9', team: null }, 'it went from a team that is gone to no team'],
  [
    'case-status',
    { 'case.status.before': 'open', 'case.status': 'solved' },
    'its case changed from open to solved',
  ],
  ['status', { 'status.before': null, status: 'done' }, 'its status changed to done'],
  ['team', {}, 'its team changed'],
  ['case-status', { 'case.status': 'solved' }, 'its case changed to solved'],
  ['case-type', {}, 'its case became one of another type'],
  ['case-field', { 'case.changed': ['plan', 'size'] }, '“Your plan”, “size” of its case changed'],
  ['rated', { rating: 2 }, 'the customer rated us 2 of 5'],
  ['rated', { 'no-call': true }, 'the customer said that nobody called back'],
  ['promise-due', { 'promise.kind': 'first' }, 'the first answer is due soon'],
  ['promise-missed', { 'promise.kind': 'resolution' }, 'the solution is late'],
  ['waited', { still: 2880 }, 'nothing happened for 2 days'],
];

for (const [trigger, facts, expected] of words)
  it(`says “${expected}”`, () => {
    assert.equal(becauseOf(trigger, facts, called), expected);
  });

it('knows words for everything that is told as an event', () => {
  const told = new Set(words.map(([trigger]) => trigger));
  assert.deepEqual(
    TRIGGERS.filter((one) => !USUAL_TRIGGERS.includes(one) && !told.has(one as EventTrigger)),
    [],
  );
  assert.deepEqual([hearsEvents(USUAL_TRIGGERS), hearsEvents(['arrives', 'rated'])], [false, true]);
});

it('says times in the largest unit that is exact', () => {
  assert.deepEqual([5, 60, 90, 120, 1440, 4320].map(timeInWords), [
    '5 minutes',
    '1 hour',
    '90 minutes',
    '2 hours',
    '1 day',
    '3 days',
  ]);
});
