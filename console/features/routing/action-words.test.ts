import assert from 'node:assert/strict';
import { it } from 'node:test';
import { actionWords } from './action-words.ts';
import { newRule } from './draft.ts';
import type { Assign, RuleActions, Team, Worker } from './types.ts';

const teams = [{ id: 'team_1', name: 'Billing' }] as unknown as Team[];
const people = [{ id: 'user_1', name: 'Ana' }] as unknown as Worker[];
const assign: Assign = { how: 'least-busy', userId: null, skills: [], mustSpeak: true, isSticky: true };
const words = (more: Partial<RuleActions>) => actionWords({ ...newRule().actions, ...more }, teams, people);

it('says what a rule does in the order in which it is read', () => {
  assert.equal(
    words({
      teamId: 'team_1',
      assign: { ...assign, skills: ['refunds'] },
      labels: ['a', 'b'],
      notify: ['lead', 'user_1'],
    }),
    'team Billing · Whoever is least busy · skilled in refunds · label a, b · tell the lead, Ana',
  );
  assert.equal(words({ status: 'done', makeCase: 'x' }), 'done · make a case');
  assert.equal(words({ assign: { ...assign, how: 'person', userId: 'user_1' } }), 'Ana');
});

it('says that a team or a person is gone instead of an id', () => {
  assert.equal(words({ teamId: 'team_9' }), 'team somebody who is gone');
  assert.equal(words({}), '');
});
