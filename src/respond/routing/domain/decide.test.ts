import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { type Catalogue, compileCondition, type Condition } from '#lib/conditions/index.ts';
import { actionsShape, type Actions, assignShape } from '../rules/schema.ts';
import { choose } from './choose.ts';
import { decide } from './decide.ts';
import type { Candidate, ReadyRule, Situation, TeamNow } from './types.ts';

const catalogue: Catalogue = new Map([
  ['language', { name: 'language', type: 'choice', label: 'language', group: '', isOpen: true }],
  ['label', { name: 'label', type: 'list', label: 'label', group: '' }],
]);
const team = (id: string, more: Partial<TeamNow> = {}): TeamNow => ({
  id,
  name: id,
  leadId: null,
  isOpen: true,
  outOfHours: 'queue',
  onCallId: null,
  ...more,
});
const person = (id: string, more: Partial<Candidate> = {}): Candidate => ({
  id,
  name: id,
  teamIds: ['Billing'],
  skills: [],
  languages: [],
  capacity: 8,
  load: 0,
  isAway: false,
  isWorking: true,
  lastTurn: 0,
  ...more,
});
const situation = (more: Partial<Situation> = {}): Situation => ({
  facts: { language: 'de', label: ['bill'] },
  weight: 1,
  assigneeId: null,
  teamId: null,
  isByHand: false,
  lastAgentId: null,
  candidates: [person('Ana'), person('Ben')],
  teams: new Map([team('Billing'), team('Network')].map((one) => [one.id, one])),
  ...more,
});
const always: Condition = { all: [] };
const rule = (
  name: string,
  actions: Partial<Actions>,
  when: Condition = always,
  stops = false,
): ReadyRule => ({
  id: name,
  name,
  condition: compileCondition(when, catalogue),
  actions: actionsShape.parse({
    teamId: null,
    assign: null,
    labels: [],
    status: null,
    makeCase: null,
    notify: [],
    ...plain(actions),
  }),
  stops,
  on: ['arrives'],
});
/** Ids in these tests are names: they need not look like ids. */
function plain({ teamId: _teamId, notify: _notify, ...rest }: Partial<Actions>): object {
  return rest;
}
const withIds = (made: ReadyRule, teamId: string | null, notify: string[] = []): ReadyRule => ({
  ...made,
  actions: { ...made.actions, teamId, notify },
});
const toBilling = withIds(rule('Bills', { assign: assignShape.parse({}) }), 'Billing', ['lead']);

describe('rules', () => {
  it('say in the history what they did and why', () => {
    const german = withIds(
      rule('German billing', { assign: assignShape.parse({}) }, { fact: 'language', op: 'is', value: 'de' }),
      'Billing',
    );
    const plan = decide(
      [german],
      situation({
        candidates: [
          person('Ana', { load: 3, languages: ['de'] }),
          person('Ben', { load: 5, languages: ['de'] }),
          person('Cem', { load: 0, languages: ['tr'] }),
        ],
      }),
    );
    assert.equal(
      plan.reason,
      'rule ‘German billing’ → team Billing, Ana (least busy: 3 of 8, speaks German)',
    );
    assert.deepEqual([plan.teamId, plan.assigneeId], ['Billing', 'Ana']);
  });

  it('are asked in order: the first team counts, labels come together, and one that stops is the last', () => {
    const rules = [
      rule('a', { labels: ['x'] }),
      withIds(rule('b', { labels: ['y', 'x'] }), 'Network'),
      withIds(rule('c', { status: 'done' }, always, true), 'Billing'),
      rule('d', { labels: ['never'] }),
    ];
    const plan = decide(rules, situation());
    assert.deepEqual([plan.teamId, plan.labels, plan.status], ['Network', ['x', 'y'], 'done']);
    assert.deepEqual(
      plan.rules.map(({ id }) => id),
      ['a', 'b', 'c'],
    );
  });

  it('do nothing where none fits', () => {
    const plan = decide(
      [rule('x', { labels: ['a'] }, { fact: 'language', op: 'is', value: 'fr' })],
      situation(),
    );
    assert.deepEqual([plan.reason, plan.rules, plan.labels], ['', [], []]);
  });

  it('never take from a colleague, nor change a team that a person chose', () => {
    const owned = decide([toBilling], situation({ assigneeId: 'Ben', teamId: 'Network' }));
    assert.deepEqual([owned.assigneeId, owned.teamId], [null, 'Network']);
    assert.match(owned.reason, /left as a colleague decided/);
    const byHand = decide([toBilling], situation({ isByHand: true }));
    assert.deepEqual([byHand.assigneeId, byHand.teamId, byHand.waits], [null, null, null]);
  });

  it('pass over a team that is gone', () => {
    assert.equal(decide([withIds(rule('old', { labels: ['x'] }), 'Gone')], situation()).teamId, null);
  });

  it('tell the lead of the team that it goes to', () => {
    const led = situation({ teams: new Map([['Billing', team('Billing', { leadId: 'Lea' })]]) });
    assert.deepEqual(decide([toBilling], led).notify, ['Lea']);
    assert.deepEqual(decide([toBilling], situation()).notify, [], 'a team without a lead');
  });

  it('let it wait in the queue when nobody has room', () => {
    const full = situation({ candidates: [person('Ana', { load: 8 }), person('Ben', { isAway: true })] });
    const plan = decide([toBilling], full);
    assert.deepEqual([plan.teamId, plan.assigneeId, plan.waits?.ruleName], ['Billing', null, 'Bills']);
    assert.match(plan.reason, /nobody yet: Ana has no room \(8 of 8\)/);
  });
});

describe('who gets it', () => {
  const how = (more: object = {}) => assignShape.parse(more);
  const chosen = (asked: Partial<Situation>, more: object = {}, of: TeamNow = team('Billing')) =>
    choose(how(more), of, situation(asked));

  it('is the least busy by share of capacity, then whoever waited longest for a turn', () => {
    const candidates = [person('Ana', { load: 2, capacity: 4 }), person('Ben', { load: 3, capacity: 10 })];
    assert.equal(chosen({ candidates }).person?.id, 'Ben');
    const equal = [person('Ana', { lastTurn: 9 }), person('Ben', { lastTurn: 5 })];
    assert.equal(chosen({ candidates: equal }).person?.id, 'Ben');
  });

  it('is the next in turn, whatever they have, when it goes round', () => {
    const candidates = [person('Ana', { load: 7, lastTurn: 1 }), person('Ben', { load: 0, lastTurn: 2 })];
    assert.equal(chosen({ candidates }, { how: 'round-robin' }).person?.id, 'Ana');
  });

  it('is whoever had the customer last, if they are there and have room', () => {
    const candidates = [person('Ana', { load: 5 }), person('Ben')];
    assert.match(chosen({ candidates, lastAgentId: 'Ana' }).why, /had this customer last: 5 of 8/);
    for (const gone of [{ isAway: true }, { load: 8 }, { isWorking: false }, { teamIds: ['Network'] }])
      assert.equal(
        chosen({ candidates: [person('Ana', gone), person('Ben')], lastAgentId: 'Ana' }).person?.id,
        'Ben',
        JSON.stringify(gone),
      );
    assert.equal(chosen({ candidates, lastAgentId: 'Ana' }, { isSticky: false }).person?.id, 'Ben');
  });

  it('has the skills and speaks the language, or it is nobody', () => {
    const candidates = [person('Ana', { skills: ['refunds'] }), person('Ben', { languages: ['en'] })];
    assert.equal(chosen({ candidates }, { skills: ['refunds'], mustSpeak: false }).person?.id, 'Ana');
    assert.match(
      chosen({ candidates }, { skills: ['refunds'] }).why,
      /nobody there can do refunds and German/,
    );
    assert.equal(
      chosen({ candidates, facts: {} }).person?.id,
      'Ana',
      'a language that is not known asks nothing',
    );
    const silent = [person('Ana'), person('Ben')];
    assert.ok(chosen({ candidates: silent }).person, 'nobody said what they speak');
  });

  it('is the person on call while the team is closed, or nobody', () => {
    const closed = team('Billing', { isOpen: false });
    assert.deepEqual(
      [chosen({}, {}, closed).person, chosen({}, {}, closed).why],
      [null, 'Billing is closed'],
    );
    const onCall = { ...closed, outOfHours: 'on-call' as const, onCallId: 'Ben' };
    assert.match(chosen({}, {}, onCall).why, /on call, as Billing is closed/);
    assert.equal(chosen({ candidates: [person('Ben', { load: 8 })] }, {}, onCall).person, null);
  });

  it('is the one that is named, as long as they can take it', () => {
    const named = { how: 'person', userId: null };
    const who = (more: Partial<Candidate>) =>
      choose({ ...how(named), userId: 'Ana' }, undefined, situation({ candidates: [person('Ana', more)] }));
    assert.equal(who({}).person?.id, 'Ana');
    assert.deepEqual(
      [who({ isAway: true }).why, who({ isWorking: false }).why, who({ load: 8 }).why],
      ['Ana is away', 'Ana is not at work', 'Ana has no room (8 of 8)'],
    );
    assert.match(choose(how(named), undefined, situation()).why, /does not work here/);
  });

  it('is never somebody away, outside their hours, of another team, without the skill, or who would have too much', () => {
    const someone = fc.record({
      load: fc.integer({ min: 0, max: 9 }),
      capacity: fc.integer({ min: 0, max: 9 }),
      isAway: fc.boolean(),
      isWorking: fc.boolean(),
      languages: fc.subarray(['de', 'en']),
      skills: fc.subarray(['refunds', 'contracts']),
      teamIds: fc.subarray(['Billing', 'Network']),
      lastTurn: fc.integer({ min: 0, max: 5 }),
    });
    const asked = fc.record({
      how: fc.constantFrom('least-busy', 'round-robin'),
      skills: fc.subarray(['refunds', 'contracts']),
      mustSpeak: fc.boolean(),
      isSticky: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(someone, { maxLength: 6 }),
        asked,
        fc.double({ min: 0.5, max: 3, noNaN: true }),
        fc.nat(6),
        (people, wish, weight, last) => {
          const candidates = people.map((one, index) => person(`p${index}`, one));
          const { person: found } = choose(
            how(wish),
            team('Billing'),
            situation({ candidates, weight, lastAgentId: `p${last}` }),
          );
          const could = candidates.filter(
            (one) =>
              !one.isAway &&
              one.isWorking &&
              one.teamIds.includes('Billing') &&
              one.load + weight <= one.capacity &&
              wish.skills.every((skill) => one.skills.includes(skill)),
          );
          if (found) assert.ok(could.some(({ id }) => id === found.id));
          const speaks =
            !wish.mustSpeak ||
            candidates.every((one) => !one.teamIds.includes('Billing') || one.languages.length === 0);
          if (!found && speaks) assert.deepEqual(could, [], 'nobody is passed over');
        },
      ),
      { numRuns: 3000 },
    );
  });
});
