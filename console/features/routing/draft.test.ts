import assert from 'node:assert/strict';
import { it } from 'node:test';
import { draftOf, newRule } from './draft.ts';

it('begins a change with what the rule is, without its figures', () => {
  const draft = newRule();
  const rule = { ...draft, id: 'rrule_1', text: 'always', moved: 3 };
  assert.deepEqual(draftOf(rule), draft);
});
