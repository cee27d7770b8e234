import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draftOf, inputOf, newPolicy } from './draft.ts';

test('a new policy can be sent as it is, and is not on', () => {
  const input = inputOf(newPolicy('Everybody'))!;
  assert.equal(input.isOn, false);
  assert.deepEqual(
    input.terms.targets.map(({ first }) => first),
    [240, 120, 60, 15],
  );
  assert.deepEqual(input.condition, { version: 1, when: { all: [] } });
});

test('a policy goes through the form unchanged', () => {
  const input = inputOf(newPolicy('Everybody'))!;
  const saved = { ...input, id: 'pol_1' };
  assert.deepEqual(inputOf(draftOf(saved)), input);
});

test('a target that cannot be read, or none at all, is not sent', () => {
  const draft = newPolicy('x');
  const none = { first: '', next: ' ', resolution: '' };
  assert.equal(inputOf({ ...draft, targets: [{ ...none, first: 'soon' }, none, none, none] }), undefined);
  assert.equal(inputOf({ ...draft, targets: [none, none, none, none] }), undefined);
  assert.equal(
    inputOf({ ...draft, targets: [none, none, none, { ...none, next: '1h' }] })?.terms.targets[3]?.next,
    60,
  );
});
