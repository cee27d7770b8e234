import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import {
  type Catalogue,
  compileCondition,
  type Condition,
  describe,
  type FactDefinition,
  type Facts,
  groupOf,
  type Question,
  reasonsOf,
  type StoredCondition,
  validateCondition,
  type Verdict,
} from './index.ts';

const WORDS = ['a', 'B', 'ab', 'Ä', 'x y'];
const definitions: FactDefinition[] = [
  { name: 'choice', type: 'choice', label: 'choice', group: '', isOpen: true },
  { name: 'text', type: 'text', label: 'text', group: '' },
  { name: 'list', type: 'list', label: 'list', group: '' },
  { name: 'number', type: 'number', label: 'number', group: '' },
  { name: 'yes', type: 'yes-no', label: 'yes', group: '' },
];
const catalogue: Catalogue = new Map(definitions.map((one) => [one.name, one]));

const word = fc.constantFrom(...WORDS);
const words = fc.uniqueArray(word, { minLength: 1, maxLength: 3 });
const number = fc.integer({ min: -3, max: 3 });
const question: fc.Arbitrary<Question> = fc.oneof(
  fc.record({ fact: fc.constantFrom('choice', 'text'), op: fc.constantFrom('is', 'is-not'), value: word }),
  fc.record({ fact: fc.constant('choice'), op: fc.constantFrom('is-any-of', 'is-none-of'), value: words }),
  fc.record({ fact: fc.constant('text'), op: fc.constantFrom('contains', 'contains-not'), value: word }),
  fc.record({
    fact: fc.constant('list'),
    op: fc.constantFrom('has-any-of', 'has-all-of', 'has-none-of'),
    value: words,
  }),
  fc.record({
    fact: fc.constant('number'),
    op: fc.constantFrom('at-least', 'at-most', 'more-than', 'less-than', 'is', 'is-not'),
    value: number,
  }),
  fc.tuple(number, number).map(([a, b]) => ({
    fact: 'number',
    op: 'between' as const,
    value: [Math.min(a, b), Math.max(a, b)] as const,
  })),
  fc.record({ fact: fc.constant('yes'), op: fc.constant('is'), value: fc.boolean() }),
  fc.record({
    fact: fc.constantFrom('choice', 'text', 'list', 'number'),
    op: fc.constantFrom('known', 'unknown'),
  }),
) as fc.Arbitrary<Question>;
const { node: condition } = fc.letrec<{ node: Condition }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'groups' },
    question,
    fc
      .tuple(fc.constantFrom('all', 'any', 'none'), fc.array(tie('node'), { minLength: 1, maxLength: 3 }))
      .map(([kind, parts]) => groupOf(kind, parts)),
  ),
}));
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const facts: fc.Arbitrary<Facts> = fc.record(
  {
    choice: maybe(word),
    text: maybe(fc.array(word, { maxLength: 2 }).map((parts) => parts.join(' '))),
    list: maybe(fc.uniqueArray(word, { maxLength: 4 })),
    number: maybe(number),
    yes: maybe(fc.boolean()),
  },
  { requiredKeys: [] },
);

/** The same rules, said as plainly as they can be. */
function naive(one: Condition, of: Facts): boolean {
  if ('all' in one) return one.all.filter((part) => !naive(part, of)).length === 0;
  if ('any' in one) return one.any.filter((part) => naive(part, of)).length > 0;
  if ('none' in one) return one.none.filter((part) => naive(part, of)).length === 0;
  const { fact, op } = one as Question;
  const value = (one as Question).value as never;
  const found = of[fact] as never;
  const isMissing = found === undefined || found === null;
  const low = (text: string) => String(text).toLowerCase();
  const same = (a: string, b: string) => (fact === 'text' ? low(a) === low(b) : a === b);
  const has = (item: string) => (found as string[]).map(low).includes(low(item));
  switch (op) {
    case 'known':
      return !isMissing && !(Array.isArray(found) && (found as unknown[]).length === 0);
    case 'unknown':
      return isMissing || (Array.isArray(found) && (found as unknown[]).length === 0);
    case 'is-not':
      return isMissing || !same(found, value);
    case 'is-none-of':
      return isMissing || !(value as string[]).includes(found);
    case 'contains-not':
      return isMissing || !low(found).includes(low(value));
    case 'has-none-of':
      return isMissing || !(value as string[]).some(has);
  }
  if (isMissing) return false;
  switch (op) {
    case 'is':
      return same(found, value);
    case 'is-any-of':
      return (value as string[]).includes(found);
    case 'contains':
      return low(found).includes(low(value));
    case 'has-any-of':
      return (value as string[]).some(has);
    case 'has-all-of':
      return (value as string[]).every(has);
    case 'at-least':
      return found >= value;
    case 'at-most':
      return found <= value;
    case 'more-than':
      return found > value;
    case 'less-than':
      return found < value;
    case 'between':
      return found >= value[0]! && found <= value[1]!;
    default:
      throw new Error(op);
  }
}

test('holds exactly where the plain rules say so', () => {
  let held = 0;
  let runs = 0;
  fc.assert(
    fc.property(condition, facts, (one, of) => {
      const wanted = naive(one, of);
      const compiled = compileCondition(one, catalogue);
      assert.equal(compiled.holds(of), wanted);
      assert.equal(compiled.explain(of).isMatch, wanted, 'what is explained is what holds');
      runs += 1;
      if (wanted) held += 1;
    }),
    { numRuns: 4000 },
  );
  assert.ok(held > runs * 0.2 && held < runs * 0.8, `${held} of ${runs} held: both sides are tried`);
});

test('what was stored is read again as it was, and said in words', () => {
  fc.assert(
    fc.property(condition, (one) => {
      const stored = JSON.parse(JSON.stringify({ version: 1, when: one })) as StoredCondition;
      const read = validateCondition(stored, catalogue);
      assert.ok(read.isValid, JSON.stringify(read));
      assert.deepEqual(read.condition, stored.when);
      assert.ok(describe(one, catalogue).length > 0);
    }),
    { numRuns: 1000 },
  );
});

test('none of it is the opposite of one of it, and facts that are not asked for change nothing', () => {
  fc.assert(
    fc.property(condition, facts, facts, (one, of, other) => {
      const compiled = compileCondition(one, catalogue);
      const denied = compileCondition({ none: [one] }, catalogue);
      assert.equal(denied.holds(of), !compiled.holds(of));
      const asked = Object.fromEntries([...compiled.facts].map((name) => [name, of[name]]));
      assert.equal(compiled.holds({ ...other, ...asked }), compiled.holds(of));
    }),
    { numRuns: 1000 },
  );
});

test('every verdict has its reasons, and each says what was found', () => {
  const leaves = (verdict: Verdict): Verdict[] =>
    verdict.parts.length === 0 ? [verdict] : verdict.parts.flatMap(leaves);
  fc.assert(
    fc.property(condition, facts, (one, of) => {
      const verdict = compileCondition(one, catalogue).explain(of);
      const reasons = reasonsOf(verdict, 1000);
      assert.ok(reasons.length > 0);
      for (const leaf of leaves(verdict)) assert.match(leaf.text, /\((is .+|not known|none)\)$/);
    }),
    { numRuns: 1000 },
  );
});

test('whatever is sent is read or refused, never thrown at', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (input) => {
      const read = validateCondition(input, catalogue);
      if (!read.isValid) assert.ok(read.problems.length > 0);
    }),
    { numRuns: 2000 },
  );
});
