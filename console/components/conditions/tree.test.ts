import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Condition, type FactDefinition, OPERATORS, validateCondition } from '#lib/conditions/index.ts';
import { addAt, asGroup, joinedBy, questionAbout, removeAt, replaceAt, withOperator } from './tree.ts';

const waiting: FactDefinition = { name: 'waiting', type: 'number', label: 'waiting', group: '' };
const channel: FactDefinition = {
  name: 'channel',
  type: 'choice',
  label: 'channel',
  group: '',
  values: [
    { value: 'mail', label: 'Mail' },
    { value: 'chat', label: 'Chat' },
  ],
};
const facts: FactDefinition[] = [
  waiting,
  channel,
  { name: 'author', type: 'text', label: 'author', group: '' },
  { name: 'label', type: 'list', label: 'label', group: '', isOpen: true },
  { name: 'in-case', type: 'yes-no', label: 'in a case', group: '' },
  { name: 'words', type: 'words', label: 'words', group: '' },
];
const q = (value: number): Condition => ({ fact: 'waiting', op: 'is', value });
const root: Condition = { all: [q(1), { any: [q(2), q(3)] }] };

describe('the tree of an editor', () => {
  it('is changed at one place, and stays as it is elsewhere', () => {
    assert.deepEqual(replaceAt(root, [1, 0], q(9)), { all: [q(1), { any: [q(9), q(3)] }] });
    assert.deepEqual(replaceAt(root, [], q(9)), q(9));
    assert.deepEqual(root, { all: [q(1), { any: [q(2), q(3)] }] }, 'the one before is not touched');
  });

  it('grows at the end of a group', () => {
    assert.deepEqual(addAt(root, [1], q(4)), { all: [q(1), { any: [q(2), q(3), q(4)] }] });
    assert.deepEqual(addAt(root, [], q(4)), { all: [q(1), { any: [q(2), q(3)] }, q(4)] });
  });

  it('loses groups that are empty, but never itself', () => {
    const once = removeAt(root, [1, 0]);
    assert.deepEqual(once, { all: [q(1), { any: [q(3)] }] });
    assert.deepEqual(removeAt(once, [1, 0]), { all: [q(1)] });
    assert.deepEqual(removeAt({ all: [q(1)] }, [0]), { all: [] });
  });

  it('joins the same parts in another way, and makes a group of a bare question', () => {
    assert.deepEqual(joinedBy('none', { any: [q(1)] }), { none: [q(1)] });
    assert.deepEqual(asGroup(q(1)), { all: [q(1)] });
    assert.equal(asGroup(root), root);
  });
});

describe('a question', () => {
  it('begins as one that could be asked, once its empty value is filled in', () => {
    const catalogue = new Map(facts.map((fact) => [fact.name, fact]));
    for (const fact of facts)
      for (const op of OPERATORS[fact.type]) {
        const read = validateCondition(questionAbout(fact, op), catalogue);
        const messages = read.isValid ? [] : read.problems.map(({ path }) => path);
        assert.ok(
          messages.every((path) => path === 'when.value'),
          `${fact.name} ${op}: ${messages.join()}`,
        );
      }
  });

  it('keeps its value with another operator where it fits', () => {
    assert.deepEqual(withOperator({ fact: 'waiting', op: 'is', value: 5 }, waiting, 'at-least'), {
      fact: 'waiting',
      op: 'at-least',
      value: 5,
    });
    assert.deepEqual(withOperator({ fact: 'channel', op: 'is', value: 'chat' }, channel, 'is-any-of').value, [
      'chat',
    ]);
    assert.deepEqual(
      withOperator({ fact: 'waiting', op: 'is', value: 5 }, waiting, 'between').value,
      [0, 10],
    );
    assert.deepEqual(withOperator({ fact: 'channel', op: 'is', value: 'chat' }, channel, 'known'), {
      fact: 'channel',
      op: 'known',
    });
  });
});
