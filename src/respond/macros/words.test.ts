import assert from 'node:assert/strict';
import { test } from 'node:test';
import { span, wordsOf } from './domain.ts';
import { macroInput, type MacroAction } from './schema.ts';

const names = new Map([
  ['user_1', 'Ben'],
  ['team_1', 'Billing'],
  ['canned_1', '“Refund”'],
  ['cause', 'What broke'],
]);
const nameOf = (id: string) => names.get(id) ?? 'something that is gone';
const fieldOf = (key: string) => names.get(key) ?? key;
const words = (action: object) => wordsOf(action as MacroAction, { nameOf, fieldOf });

test('what a macro does is said as a colleague would say it', () => {
  const said: [object, string][] = [
    [{ kind: 'reply', cannedId: 'canned_1', text: '', how: 'draft' }, 'writes “Refund” into the composer'],
    [
      { kind: 'reply', cannedId: null, text: ' Hi\n there ', how: 'queue' },
      'answers with “Hi there”, after a minute',
    ],
    [
      { kind: 'reply', cannedId: 'canned_2', text: '', how: 'draft' },
      'writes something that is gone into the composer',
    ],
    [{ kind: 'label', add: ['vip'], remove: [] }, 'adds the label vip'],
    [{ kind: 'label', add: [], remove: ['a', 'b'] }, 'removes the labels a, b'],
    [{ kind: 'assign', to: null }, 'assigns it to nobody'],
    [{ kind: 'assign', to: 'me' }, 'assigns it to whoever runs it'],
    [{ kind: 'assign', to: 'user_1' }, 'assigns it to Ben'],
    [{ kind: 'team', teamId: null }, 'takes it from its team'],
    [{ kind: 'team', teamId: 'team_1' }, 'gives it to team Billing'],
    [{ kind: 'status', status: 'open' }, 'opens it'],
    [{ kind: 'status', status: 'waiting' }, 'sets it to waiting for the customer'],
    [{ kind: 'case', typeId: null, fields: {} }, 'makes it a case'],
    [
      { kind: 'case', typeId: null, fields: { cause: null, at: true } },
      'makes it a case with What broke empty, at: true',
    ],
    [{ kind: 'note', text: 'x'.repeat(80) }, `adds the note “${'x'.repeat(59)}…”`],
  ];
  for (const [action, expected] of said) assert.equal(words(action), expected);
});

test('spans are said in their largest whole unit', () => {
  assert.deepEqual([1, 45, 60, 90, 1440, 2880, 2940].map(span), [
    '1 minute',
    '45 minutes',
    '1 hour',
    '90 minutes',
    '1 day',
    '2 days',
    '49 hours',
  ]);
});

test('a macro that names a team must be for one, and has something to do', () => {
  const done = [{ kind: 'status', status: 'done' }];
  const read = (more: object) => macroInput.safeParse({ name: 'x', actions: done, ...more }).success;
  assert.equal(read({}), true);
  assert.equal(read({ scope: 'team' }), false);
  assert.equal(read({ teamId: `team_${'0'.repeat(26)}` }), false);
  assert.equal(read({ actions: [] }), false);
  assert.equal(read({ actions: [{ kind: 'explode' }] }), false);
  assert.equal(read({ actions: Array.from({ length: 21 }, () => done[0]) }), false);
  assert.equal(read({ actions: [{ kind: 'snooze', minutes: 0 }] }), false);
});
