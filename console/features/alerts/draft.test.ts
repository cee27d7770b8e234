import assert from 'node:assert/strict';
import { test } from 'node:test';
import { conditionOf, draftOf, newRule, wholeNumber } from './draft.ts';

test('a rule goes into the form and back without what only the server says', () => {
  const draft = newRule('Europe/Berlin');
  const stored = {
    ...draft,
    id: 'rule_1',
    hasWebhookSecret: true,
    snoozedUntil: null,
    advice: null,
    createdAt: '2026-01-01T00:00:00Z',
  };
  assert.deepEqual(draftOf(stored), draft);
});

test('looking back depends on the condition alone', () => {
  const draft = newRule('UTC');
  const other = { ...draft, name: 'Other', isOn: false, delivery: { ...draft.delivery, notices: false } };
  assert.deepEqual(conditionOf(other), conditionOf(draft));
  assert.notDeepEqual(conditionOf({ ...draft, sensitivity: 'high' }), conditionOf(draft));
});

test('numbers are whole and within their bounds', () => {
  assert.equal(wholeNumber('12', 1, 60), 12);
  for (const text of ['', ' ', '0', '61', '1.5', 'many', '1e9'])
    assert.equal(wholeNumber(text, 1, 60), undefined);
});
