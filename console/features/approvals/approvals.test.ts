import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draftOf, inputOf, newPolicy, newStep } from './draft.ts';
import { currentOf, moved } from '../../keyboard/place.ts';
import { seenOf } from './seen.ts';
import type { ApprovalView, Policy } from './types.ts';
import { keyOf, whoOf, wordsOf } from './who.ts';
import { wishOf } from './wish.ts';

test('a policy comes back from its draft as it went in', () => {
  const policy: Policy = {
    id: 'apol_1',
    name: 'Refunds',
    isOn: true,
    condition: { version: 1, when: { fact: 'reply.amount', op: 'at-least', value: 100 } },
    terms: {
      steps: [
        { name: 'Lead', need: 'all', who: [{ kind: 'person', id: 'user_1' }] },
        { name: 'Legal', need: 'any', who: [{ kind: 'mail', address: 'a@b.example', name: 'Lena' }] },
      ],
      standIn: [{ kind: 'team', id: 'team_1' }],
      expiresMinutes: 90,
      remindMinutes: null,
      linkHours: 12,
      linkShows: 'public',
    },
  };
  const { id: _id, ...input } = policy;
  assert.deepEqual(inputOf(draftOf(policy)), input);
});

test('what cannot be read is not sent', () => {
  const draft = { ...newPolicy(), name: 'x' };
  assert.equal(inputOf(draft)?.terms.expiresMinutes, 1440);
  assert.equal(inputOf({ ...draft, remind: '' })?.terms.remindMinutes, null);
  assert.equal(inputOf({ ...draft, expires: 'soon' }), undefined);
  assert.equal(inputOf({ ...draft, remind: 'often' }), undefined);
  assert.equal(inputOf({ ...draft, steps: [{ ...newStep(), who: [] }] }), undefined);
  assert.equal(inputOf({ ...draft, steps: [{ ...newStep(), name: ' ' }] }), undefined);
});

test('who is asked has one name each, and words', () => {
  for (const who of [
    { kind: 'role', role: 'manager' },
    { kind: 'team', id: 'team_1' },
    { kind: 'person', id: 'user_1' },
  ] as const)
    assert.deepEqual(whoOf(keyOf(who)), who);
  assert.equal(whoOf('role:king'), undefined);
  assert.equal(whoOf('mail:a@b.example'), undefined);
  assert.equal(keyOf({ kind: 'mail', address: 'a@b.example', name: 'A' }), 'mail:a@b.example');
  const names = new Map([['user_1', 'Ama']]);
  assert.equal(wordsOf({ kind: 'person', id: 'user_1' }, names), 'Ama');
  assert.match(wordsOf({ kind: 'mail', address: 'a@b.example', name: 'Lena' }, names), /Lena/);
});

test('keys move within the list and keep to its ends', () => {
  const items = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];
  assert.equal(currentOf(items, 'b')?.id, 'b');
  assert.equal(currentOf(items, 'gone')?.id, 'a');
  assert.equal(currentOf([], 'a'), undefined);
  assert.deepEqual([moved(items, 'a', 1), moved(items, 'c', 1), moved(items, 'a', -1)], ['b', 'c', 'a']);
});

test('a word is about the text that was picked, or the one that stands', () => {
  const offered = [
    { text: 'one', hash: 'h1' },
    { text: 'two', hash: 'h2' },
  ];
  const approval = { round: 2, step: 0, chosen: null, offered } as unknown as ApprovalView;
  assert.deepEqual(seenOf(approval, 1), { round: 2, step: 0, hash: 'h2' });
  assert.deepEqual(seenOf(approval, 7).hash, 'h1');
  assert.deepEqual(seenOf({ ...approval, chosen: 'h2' }, 0).hash, 'h2');
});

test('empty alternatives do not go along, and a note only where it is asked for', () => {
  assert.equal(wishOf({ isWanted: false, alternatives: ['', ' '], note: 'x' }), undefined);
  assert.deepEqual(wishOf({ isWanted: true, alternatives: [''], note: ' ' }), {
    alternatives: [],
    note: null,
  });
  assert.deepEqual(wishOf({ isWanted: false, alternatives: [' b '], note: ' n ' }), {
    alternatives: ['b'],
    note: 'n',
  });
});
