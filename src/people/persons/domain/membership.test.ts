import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { accountsOf, type Group, joinStep, splitStep, type Step, undoStep } from './membership.ts';

const ACCOUNTS = ['a', 'b', 'c', 'd', 'e', 'f'];
type World = ReadonlyMap<string, Group>;

function apply(world: World, step: Step): World {
  const next = new Map(world);
  for (const { id, after } of step.persons) {
    if (after) next.set(id, after);
    else next.delete(id);
  }
  return next;
}

const shape = (world: World) =>
  [...world].map(([id, { lead, members }]) => `${id}:${lead}:${members.join('')}`).sort();

function isSound(world: World): void {
  const members = [...world.values()].flatMap((group) => group.members);
  assert.equal(new Set(members).size, members.length, 'no account is in two persons');
  for (const { lead, members: of } of world.values()) {
    assert.ok(of.includes(lead), 'the lead is a member');
    assert.ok(of.length >= 2, 'nobody is joined with nobody');
  }
}

type Wish = { kind: 'join'; accounts: string[]; lead: number } | { kind: 'split'; account: string };

const act: fc.Arbitrary<Wish> = fc.oneof(
  fc.record({
    kind: fc.constant('join' as const),
    accounts: fc.uniqueArray(fc.constantFrom(...ACCOUNTS), { minLength: 2, maxLength: 4 }),
    lead: fc.nat(3),
  }),
  fc.record({ kind: fc.constant('split' as const), account: fc.constantFrom(...ACCOUNTS) }),
);

function decide(world: World, wish: Wish, newId: string): Step | undefined {
  if (wish.kind === 'join')
    return joinStep(world, wish.accounts, wish.accounts[wish.lead % wish.accounts.length]!, newId);
  const found = [...world].find(([, group]) => group.members.includes(wish.account));
  return found && splitStep(found[0], found[1], [wish.account]);
}

test('joining and splitting in any order, then undoing from the last to the first, restores every state exactly', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 12 }), (wishes) => {
      let world: World = new Map();
      const past: { world: World; step: Step }[] = [];
      for (const [index, wish] of wishes.entries()) {
        const step = decide(world, wish, `p${index}`);
        if (!step) continue;
        past.push({ world, step });
        world = apply(world, step);
        isSound(world);
      }
      for (const { world: before, step } of past.toReversed()) {
        const undo = undoStep(step, world);
        assert.ok(undo, 'the last change can always be undone');
        const undone = apply(world, undo);
        assert.deepEqual(shape(undone), shape(before));
        const redo = undoStep(undo, undone);
        assert.deepEqual(shape(apply(undone, redo!)), shape(world), 'and done again');
        world = undone;
      }
    }),
  );
});

test('undo in any other order either refuses, or leaves everything sound', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 10 }), fc.nat(9), (wishes, which) => {
      let world: World = new Map();
      const steps: Step[] = [];
      for (const [index, wish] of wishes.entries()) {
        const step = decide(world, wish, `p${index}`);
        if (!step) continue;
        steps.push(step);
        world = apply(world, step);
      }
      const step = steps[which % Math.max(steps.length, 1)];
      if (!step) return;
      const undo = undoStep(step, world);
      if (!undo) return;
      const untouched = [...world].filter(([id]) => !step.persons.some((person) => person.id === id));
      const after = apply(world, undo);
      isSound(after);
      for (const [id, group] of untouched) assert.deepEqual(after.get(id), group);
    }),
  );
});

test('the person of the account that leads survives a join', () => {
  const world = new Map<string, Group>([
    ['p1', { lead: 'a', members: ['a', 'b'] }],
    ['p2', { lead: 'c', members: ['c', 'd'] }],
  ]);
  const step = joinStep(world, ['a', 'c'], 'd', 'new')!;
  assert.deepEqual(step.persons, [
    {
      id: 'p2',
      before: { lead: 'c', members: ['c', 'd'] },
      after: { lead: 'd', members: ['a', 'b', 'c', 'd'] },
    },
    { id: 'p1', before: { lead: 'a', members: ['a', 'b'] }, after: null },
  ]);
  assert.deepEqual(accountsOf(step), ['a', 'b', 'c', 'd']);
  assert.equal(joinStep(apply(world, step), ['b', 'd'], 'd', 'new'), undefined, 'nothing is left to join');
  assert.ok(joinStep(apply(world, step), ['b', 'd'], 'a', 'new'), 'but another may lead');
});
