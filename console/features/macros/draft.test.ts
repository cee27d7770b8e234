import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actionShape } from '#respond/macros/schema.ts';
import { draftOf, fieldLines, fieldsOf, KINDS, labelsOf, newAction, newMacro, outcome } from './draft.ts';

test('every kind of action begins as one that the server knows', () => {
  for (const kind of KINDS) {
    const read = actionShape.safeParse(newAction(kind));
    const isToFill = kind === 'note' || kind === 'follow-up';
    assert.equal(read.success, !isToFill, kind);
    assert.equal(newAction(kind).kind, kind);
  }
  assert.deepEqual(newMacro().condition.when, { all: [] }, 'offered everywhere');
});

test('an editor begins with what stands, and knows which version that was', () => {
  const macro = {
    id: 'macro_1',
    name: 'Refund',
    scope: 'all' as const,
    teamId: null,
    condition: { version: 1 as const, when: { any: [] } },
    actions: [newAction('status')],
    does: ['marks it done'],
    runs: 3,
    version: 4,
    changedBy: 'Ana',
    canChange: true,
  };
  const draft = draftOf(macro);
  assert.deepEqual(
    [draft.name, draft.version, draft.condition.when, draft.actions],
    ['Refund', 4, { any: [] }, macro.actions],
  );
  assert.ok(!('does' in draft));
});

test('labels are typed with commas, each counts once', () => {
  assert.deepEqual(labelsOf(' refund, vip,, refund '), ['refund', 'vip']);
  assert.deepEqual(labelsOf(''), []);
});

test('fields are typed as lines and shown as lines', () => {
  const fields = fieldsOf('cause: Network: mast 7\nsince:\n nonsense without a key\nAt: x');
  assert.deepEqual(fields, { cause: 'Network: mast 7', since: null });
  assert.equal(fieldLines(fields), 'cause: Network: mast 7\nsince:');
  assert.deepEqual(fieldsOf(fieldLines({ a: 1, b: true, c: null })), { a: '1', b: 'true', c: null });
});

test('what became of a run says what there is to say', () => {
  assert.deepEqual(outcome({ done: 3, skipped: 0, failed: 1 }), [
    ['done', 3],
    ['failed', 1],
  ]);
  assert.deepEqual(outcome({ done: 0, skipped: 2, failed: 0 }), [['skipped', 2]]);
  assert.deepEqual(outcome({ done: 0, skipped: 0, failed: 0 }), [['done', 0]]);
});
