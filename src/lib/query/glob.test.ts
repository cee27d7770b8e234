import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assert as check, property, string } from 'fast-check';
import { hasGlobMatch } from './glob.ts';

const cases: [pattern: string, fits: string[], doesNot: string[]][] = [
  ['abc', ['abc'], ['', 'ab', 'abcd', 'xabc']],
  ['abc*', ['abc', 'abcd', 'abc*'], ['ab', 'xabc']],
  ['a*c', ['ac', 'abc', 'acc', 'abcbc'], ['a', 'acb']],
  ['a?c', ['abc', 'a👍c'], ['ac', 'abbc']],
  ['a??', ['abc'], ['ab', 'abcd']],
  ['a*b*c', ['abc', 'aXbXc', 'abbcc'], ['acb', 'ab']],
  ['a**', ['a', 'ab'], ['b']],
  ['a*?', ['ab', 'abc'], ['a']],
];

for (const [pattern, fits, doesNot] of cases) {
  test(`${pattern} covers ${fits.join(', ')} but not ${doesNot.join(', ')}`, () => {
    for (const text of fits) assert.ok(hasGlobMatch(pattern, text), text);
    for (const text of doesNot) assert.ok(!hasGlobMatch(pattern, text), text);
  });
}

test('agrees with a regular expression', () => {
  const letters = (unit: string) =>
    string({
      unit: string({ unit: 'grapheme', minLength: 1, maxLength: 1 }).map(
        (char) => unit[char.codePointAt(0)! % unit.length]!,
      ),
      maxLength: 8,
    });
  check(
    property(letters('ab*?'), letters('ab'), (pattern, text) => {
      const expression = new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'su');
      assert.equal(hasGlobMatch(pattern, text), expression.test(text));
    }),
    { numRuns: 5000 },
  );
});

test('many stars on a long word are no catastrophe', () => {
  const started = performance.now();
  assert.ok(!hasGlobMatch(`${'a*'.repeat(150)}b`, 'a'.repeat(10_000)));
  assert.ok(performance.now() - started < 10_000);
});
