import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CaseChange } from '#respond/cases/schema.ts';
import { caseHandling, pickedCase } from './picked.ts';

test('what is chosen in the lists is done to the cases', () => {
  const done: [readonly string[], CaseChange, string][] = [];
  const handling = caseHandling((...args) => done.push(args));
  handling.assign(['case_1'], 'user_1', 'Ana');
  handling.assign(['case_1'], null, '');
  handling.giveToTeam(['case_1', 'case_2'], 'team_1', 'Billing');
  handling.label(['case_1'], 'refund', true);
  handling.label(['case_1'], 'refund', false);
  handling.snooze(['case_1'], new Date(0), 'the part comes');
  handling.snooze(['case_1'], new Date(0), '');
  assert.deepEqual(
    done.map(([, change]) => change),
    [
      { assigneeId: 'user_1' },
      { assigneeId: null },
      { teamId: 'team_1' },
      { addLabels: ['refund'] },
      { removeLabels: ['refund'] },
      { snoozedUntil: '1970-01-01T00:00:00.000Z', snoozeReason: 'the part comes' },
      { snoozedUntil: '1970-01-01T00:00:00.000Z' },
    ],
  );
  assert.deepEqual(done[2]?.[0], ['case_1', 'case_2']);
  assert.equal(done[0]?.[2], 'Assigned to Ana');
});

test('a case of several colleagues has no single owner', () => {
  const row = { id: 'case_1', labels: ['x'], assignees: [{ id: 'user_1', name: 'Ana' }] };
  assert.equal(pickedCase(row).assignee?.id, 'user_1');
  const both = { ...row, assignees: [...row.assignees, { id: 'user_2', name: 'Ben' }] };
  assert.equal(pickedCase(both).assignee, null);
});
