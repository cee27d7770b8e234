import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CASE_LINES, happenedIn, happenedTo, happenedWith, LINES } from './past-lines.ts';

const line = (action: string, detail: Record<string, unknown> = {}) => happenedIn({ action, detail });

describe('a line of a conversation', () => {
  it('tells what the status and the team were and became', () => {
    assert.deepEqual(line('status.done', { from: 'open' }), [
      { trigger: 'status', facts: { 'status.before': 'open', status: 'done' } },
    ]);
    assert.deepEqual(line('team.cleared', { from: 'team_1', to: null }), [
      { trigger: 'team', facts: { 'team.before': 'team_1', team: null } },
    ]);
    assert.deepEqual(line('woken.no-answer'), [
      { trigger: 'status', facts: { 'status.before': 'snoozed', status: 'open' } },
    ]);
  });

  it('that does not say what was before leaves it open', () => {
    assert.deepEqual(line('reopened'), [
      { trigger: 'status', facts: { 'status.before': null, status: 'open' } },
    ]);
    assert.deepEqual(
      line('explained', { reason: 'x', what: ['team.assigned', 'labels.added', 'status.done'] }),
      [
        { trigger: 'team', facts: {} },
        { trigger: 'status', facts: { 'status.before': null, status: 'done' } },
      ],
    );
  });

  it('tells of ratings that are bad, and of nothing else', () => {
    assert.deepEqual(line('rated', { rating: 2 }), [{ trigger: 'rated', facts: { rating: 2 } }]);
    assert.deepEqual([line('rated', { rating: 3 }), line('rated'), line('labels.added')], [[], [], []]);
    for (const action of LINES) assert.ok(Array.isArray(line(action)), action);
  });
});

describe('a line of a case', () => {
  const keyOf = (label: string) => (label === 'Plan' ? 'plan' : undefined);

  it('tells its status, its type, its fields by their keys, and calls that did not come', () => {
    const told = (action: string, detail = {}) => happenedTo({ action, detail }, keyOf);
    assert.deepEqual(told('turned.waiting').facts, { 'case.status': 'waiting' });
    assert.deepEqual(told('reopened').facts, { 'case.status': 'open' });
    assert.equal(told('type').trigger, 'case-type');
    assert.deepEqual(told('customer.no-call'), { trigger: 'rated', facts: { 'no-call': true } });
    assert.deepEqual(told('fields', { labels: ['Plan', 'Gone'] }), {
      trigger: 'case-field',
      facts: { 'case.changed': ['plan'] },
    });
    assert.equal(new Set(CASE_LINES.map((action) => told(action).trigger)).size, 4);
  });
});

it('a promise tells whether it was missed', () => {
  assert.deepEqual(happenedWith({ kind: 'first', isMissed: true }), {
    trigger: 'promise-missed',
    facts: { 'promise.kind': 'first', 'promise.state': 'late' },
  });
  assert.equal(happenedWith({ kind: 'next', isMissed: false }).trigger, 'promise-due');
});
