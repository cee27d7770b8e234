import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { admitted, type Cause, DEEPEST, followedBy, MOST_ACTS, NO_CAUSE } from './guard.ts';

const rule = (id: string) => ({ id, name: id.toUpperCase() });
const [a, b] = [rule('a'), rule('b')];

describe('the guard', () => {
  it('lets rules act on what people did', () => {
    assert.deepEqual(admitted([a, b], NO_CAUSE, 0), { rules: [a, b], stopped: null });
    assert.deepEqual(admitted([], { chain: [], depth: 9 }, 99), { rules: [], stopped: null });
  });

  it('asks no rule about what came from it, and says so', () => {
    const { rules, stopped } = admitted([a, b], followedBy(NO_CAUSE, [a]), 1);
    assert.deepEqual(rules, [b]);
    assert.equal(stopped, 'rule ‘A’ not asked again: what happened came from it');
  });

  it('ends a chain, and whatever goes on without anybody', () => {
    const deep: Cause = { chain: ['x'], depth: DEEPEST + 1 };
    assert.match(
      admitted([a, b], deep, 1).stopped!,
      /^rules ‘A’, ‘B’ not asked again: 3 rules have followed/,
    );
    assert.match(admitted([a], NO_CAUSE, MOST_ACTS).stopped!, /acted 20 times since anybody did something/);
  });
});

describe('whatever rules there are', () => {
  /** Each rule hears one kind of thing and does some: also what time brings anew, for ever. */
  const KINDS = ['status', 'team', 'case', 'time'] as const;
  const kinds = fc.constantFrom(...KINDS);
  const makers = fc.array(fc.record({ hears: kinds, makes: fc.array(kinds, { maxLength: 3 }) }), {
    minLength: 1,
    maxLength: 12,
  });

  it('they come to an end, no chain has a rule twice, and none is longer than it may be', () => {
    fc.assert(
      fc.property(makers, kinds, (made, first) => {
        const rules = made.map((one, at) => ({ ...one, ...rule(String(at)) }));
        const queue: { kind: string; cause: Cause }[] = [{ kind: first, cause: NO_CAUSE }];
        let acts = 0;
        for (let steps = 0; queue.length > 0; steps++) {
          assert.ok(steps <= MOST_ACTS * 40, 'it goes on and on');
          const { kind, cause } = queue.shift()!;
          const fitting = rules.filter(({ hears }) => hears === kind);
          const { rules: acting } = admitted(fitting, cause, acts);
          if (acting.length === 0) continue;
          acts += 1;
          const next = followedBy(cause, acting);
          assert.equal(new Set(next.chain).size, next.chain.length);
          assert.ok(acting.every(({ id }) => !cause.chain.includes(id)));
          assert.ok(next.depth <= DEEPEST + 1);
          // What time brings has no rule behind it, so only the count of all acts can end it.
          for (const one of acting.flatMap(({ makes }) => makes))
            queue.push({ kind: one, cause: one === 'time' ? NO_CAUSE : next });
        }
        assert.ok(acts <= MOST_ACTS);
      }),
      { numRuns: 500 },
    );
  });
});
