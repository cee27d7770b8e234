import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { compileCondition, type Condition, groupOf, pushDown } from './index.ts';

const NAMES = ['a', 'b', 'c', 'd'];
const catalogue = new Map(
  NAMES.map((name) => [name, { name, type: 'yes-no' as const, label: name, group: '' }]),
);
const question = fc.constantFrom(...NAMES).map((fact): Condition => ({ fact, op: 'is', value: true }));
const { node: condition } = fc.letrec<{ node: Condition }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'groups' },
    question,
    fc
      .tuple(fc.constantFrom('all', 'any', 'none'), fc.array(tie('node'), { maxLength: 3 }))
      .map(([kind, parts]) => groupOf(kind, parts)),
  ),
}));

/** Reads the formula as a database would, one level of brackets after the other. */
function isTrue(formula: string, facts: Record<string, boolean>): boolean {
  let text = formula.replaceAll(/\b[a-d]\b/g, (name) => String(facts[name]));
  for (let before = ''; before !== text;) {
    before = text;
    text = text
      .replaceAll(/not (true|false)/g, (_, one) => String(one === 'false'))
      .replaceAll(/\(((?:true|false)(?: (?:and|or) (?:true|false))*)\)/g, (_, inner: string) =>
        String(inner.includes(' or ') ? inner.includes('true') : !inner.includes('false')),
      );
  }
  assert.match(text, /^(true|false)$/, formula);
  return text === 'true';
}

const facts = fc.record(Object.fromEntries(NAMES.map((name) => [name, fc.boolean()])));

test('a formula of known facts says what the condition says; with unknown ones it lets through all that may hold', () => {
  let loose = 0;
  fc.assert(
    fc.property(condition, facts, fc.subarray(NAMES), (one, of, known) => {
      const holds = compileCondition(one, catalogue).holds(of);
      const { formula, isExact } = pushDown(one, ({ fact }) => (known.includes(fact) ? fact : undefined));
      if (isExact) assert.equal(isTrue(formula, of), holds, formula);
      else if (holds) assert.ok(isTrue(formula, of), formula);
      else loose += isTrue(formula, of) ? 0 : 1;
    }),
    { numRuns: 3000 },
  );
  assert.ok(loose > 100, 'what is known keeps out much of what does not hold');
});

test('what is not known may hold, also where it is denied', () => {
  const open = (one: Condition) => pushDown(one, () => undefined);
  for (const kind of ['all', 'any', 'none'] as const) {
    const { formula, isExact } = open(groupOf(kind, [{ fact: 'a', op: 'is', value: true }]));
    assert.deepEqual([isTrue(formula, {}), isExact], [true, false], kind);
  }
  assert.deepEqual(
    pushDown({ all: [] }, () => undefined),
    { formula: 'true', isExact: true },
  );
});
