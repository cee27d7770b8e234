import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { type Case, derived, stateOf, withState } from './case.ts';
import { type CaseState, difference, emptyStep, inverted, isAsLeft } from './step.ts';

const NOON = new Date('2026-11-22T12:00:00.000Z');
const row: Case = {
  id: 'case_1',
  number: 1042,
  title: null,
  typeId: 'ctype_a',
  fields: {},
  solvedAt: null,
  reopenedAt: null,
  closedAt: null,
  mergedInto: null,
  deletedAt: null,
  createdBy: 'user_1',
  createdAt: NOON,
  version: 1,
  status: 'open',
  rank: 0,
  lastAt: NOON,
  waitingSince: null,
  excerpt: '',
  accountIds: [],
  assigneeIds: [],
  networks: [],
  labels: [],
  threads: 0,
  facets: [],
};

const change: fc.Arbitrary<CaseState> = fc.record(
  {
    title: fc.option(fc.string({ maxLength: 5 })),
    typeId: fc.constantFrom('ctype_a', 'ctype_b'),
    solvedAt: fc.option(fc.constant(NOON.toISOString())),
    mergedInto: fc.option(fc.constantFrom('case_2', 'case_3')),
    'field:plan': fc.option(fc.constantFrom('S', 'M')),
    'field:count': fc.option(fc.integer()),
    'field:agreed': fc.option(fc.boolean()),
  },
  { requiredKeys: [] },
);

test('any changes one after the other are taken back exactly, the last one first', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 8 }), (changes) => {
      let now = row;
      const past: { was: Case; step: NonNullable<ReturnType<typeof difference>> }[] = [];
      for (const one of changes) {
        const after = withState(now, one);
        const step = difference(stateOf(now), stateOf(after));
        if (step) past.push({ was: now, step });
        now = after;
      }
      for (const { was, step } of past.toReversed()) {
        const whole = { ...emptyStep, cases: [{ id: row.id, ...step }] };
        assert.ok(isAsLeft(whole, new Map([[row.id, stateOf(now)]]), new Map()));
        const [back] = inverted(whole, null).cases;
        now = withState(now, back!.after);
        assert.deepEqual(stateOf(now), stateOf(was));
      }
      assert.deepEqual(now, row);
    }),
  );
});

test('a change of something else does not stand in the way; the same thing does', () => {
  const step = {
    ...emptyStep,
    cases: [{ id: 'case_1', before: { title: null }, after: { title: 'Outage' } }],
  };
  const states = (state: CaseState) => new Map([['case_1', state]]);
  assert.ok(isAsLeft(step, states({ title: 'Outage', 'field:plan': 'M' }), new Map()));
  assert.ok(!isAsLeft(step, states({ title: 'Flood' }), new Map()));
  assert.ok(!isAsLeft(step, new Map(), new Map()), 'the case is gone');
  const moved = { ...emptyStep, threads: [{ conversationId: 'conv_1', before: null, after: 'case_1' }] };
  assert.ok(isAsLeft(moved, new Map(), new Map([['conv_1', 'case_1']])));
  assert.ok(!isAsLeft(moved, new Map(), new Map([['conv_1', 'case_2']])));
  assert.ok(!isAsLeft(moved, new Map(), new Map()));
});

test('a case shows what its conversations are', () => {
  const thread = {
    status: 'open' as const,
    rank: 5,
    network: 'bluesky',
    accountId: 'acct_1',
    assigneeId: 'user_1',
    labels: ['VIP'],
    excerpt: 'It burns',
    lastPostAt: new Date(NOON.getTime() + 1000),
    answeredAt: null,
    waitingSince: NOON,
    isGone: false,
  };
  const mail = {
    ...thread,
    network: 'mail',
    rank: 9,
    status: 'done' as const,
    assigneeId: null,
    labels: [],
    excerpt: 'old',
  };
  const after = derived(
    row,
    [thread, mail, { ...thread, isGone: true, network: 'telegram' }],
    [],
    ['user_9'],
  );
  assert.deepEqual(
    [after.status, after.rank, after.threads, after.networks, after.excerpt, after.waitingSince],
    ['open', 5, 2, ['bluesky', 'mail'], 'It burns', NOON],
  );
  assert.deepEqual(after.facets, [
    'y:ctype_a',
    'a:user_1',
    'n:bluesky',
    'n:mail',
    'l:vip',
    'p:acct_1',
    'f:user_9',
  ]);
  assert.ok(derived(row, [], [], []).facets.includes('a:-'), 'nobody has it');
  const rest = derived(row, [mail], [], []);
  assert.ok(rest.rank > after.rank, 'what is done stands behind');
});
