import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import { array, assert as check, constantFrom, letrec, oneof, property, string, tuple } from 'fast-check';
import { compilePattern, PatternProblem } from './index.ts';

const found = (pattern: string, text: string) =>
  compilePattern(pattern)
    .findAll(text)
    .map(({ start, end }) => text.slice(start, end));

/** Expressions that the engine of the language knows, too. */
const nodesOf = (...more: string[]) =>
  letrec<{ node: string; many: string }>((tie) => ({
    many: array(tie('node'), { minLength: 1, maxLength: 3 }).map((parts) => parts.join('')),
    node: oneof(
      { maxDepth: 4 },
      constantFrom(...more, 'a', 'b', 'c', '.', '[ab]', '[^a]', String.raw`\w`, String.raw`\d`),
      tuple(tie('many'), constantFrom('*', '+', '?', '{1,2}')).map(([part, times]) => `(?:${part})${times}`),
      tuple(tie('many'), tie('many')).map(([one, other]) => `(?:${one}|${other})`),
    ),
  })).node;

describe('expressions', () => {
  it('find what they say, the longest at the first place', () => {
    assert.deepEqual(found('free|freedom', 'freedom is free'), ['freedom', 'free']);
    assert.deepEqual(found(String.raw`\bcrypto\w*`, 'Incrypto cryptocoin crypto!'), ['cryptocoin', 'crypto']);
    assert.deepEqual(found(String.raw`\d{3}-\d{2,4}`, '12-34 123-4 123-45 123-45678'), [
      '123-45',
      '123-4567',
    ]);
    assert.deepEqual(found('[^a-z ]+', 'ab!? c€'), ['!?', '€']);
    assert.deepEqual(found('[]x]', 'a]x'), [']', 'x']);
    assert.deepEqual(found('[a-]+', 'b-a-'), ['-a-']);
    assert.deepEqual(found('^go$', 'go\nno\ngo'), ['go', 'go']);
    assert.deepEqual(found('.😀', 'a😀b😀'), ['a😀', 'b😀']);
    assert.deepEqual(found(String.raw`\bжук\b`, 'жук жуки'), ['жук'], 'edges know all scripts');
    assert.deepEqual(found('a{2}', 'aaaaa'), ['aa', 'aa']);
    assert.deepEqual(found('(ab|c)+?', 'ababc'), ['ababc'], 'lazy ones find the longest, too');
  });

  it('never find nothing at all', () => {
    for (const pattern of ['a*', '', '(|a)', '^', String.raw`\b`, '$'])
      if (pattern !== '') assert.deepEqual(found(pattern, 'bbb'), [], pattern);
  });

  it('say what is wrong and where', () => {
    const problems: [string, RegExp, number][] = [
      ['', /Write an expression/, 1],
      ['a(b', /not closed/, 3],
      ['ab)', /without its/, 3],
      ['*a', /nothing before \*/, 1],
      ['[a', /not closed/, 2],
      ['[z-a]', /smaller to the greater/, 5],
      [String.raw`(a)\1`, /\\1 is not known/, 5],
      ['(?=a)', /looks ahead/, 3],
      ['a{5,2}', /smaller number/, 2],
      ['a{101}', /At most 100/, 2],
      ['((a{100}){100}){100}', /too large/, 1],
      ['a\\', /Nothing follows/, 2],
      ['('.repeat(60), /too deep/, 22],
    ];
    for (const [source, message, place] of problems)
      assert.throws(
        () => compilePattern(source),
        (error) => error instanceof PatternProblem && message.test(error.message) && error.place === place,
        source,
      );
  });

  it('find all places as if each was looked for from the end of the one before', () => {
    check(
      property(
        nodesOf('^', '$', String.raw`\b`, String.raw`\B`),
        string({ unit: constantFrom('a', 'b', 'c', '1', '!', '\n', '😀'), maxLength: 24 }),
        (source, text) => {
          const pattern = compilePattern(source);
          const expected = [];
          for (let span = pattern.find(text); span; span = pattern.find(text, span.end)) expected.push(span);
          assert.deepEqual(pattern.findAll(text), expected, source);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('take back what was tentative, also what was found behind it', () => {
    assert.deepEqual(found('a(.*b)?', 'aaab aa'), ['aaab', 'a', 'a']);
    assert.deepEqual(found('a(.*b)?', 'xaaa'), ['a', 'a', 'a']);
    assert.deepEqual(found('abcabd|b|c', 'abcabc abcabd'), ['b', 'c', 'b', 'c', 'abcabd']);
    assert.deepEqual(found('a(..)*!|bc|c', 'abcbcbc!bc'), ['abcbcbc!', 'bc']);
    assert.deepEqual(found('a(..)*!|bc|c', 'abcbcbcbc'), ['bc', 'bc', 'bc', 'bc']);
  });

  it('look at each sign of a text once, whatever was found on the way', () => {
    for (const source of ['a(.*b)?', 'a|a.*b', '(aa|a)(.*b)?', 'a(.*b)?(.*c)?', '(.*b|a)'])
      for (const length of [200, 2000]) {
        const spy = mock.method(String.prototype, 'codePointAt');
        try {
          const pattern = compilePattern(source);
          const before = spy.mock.callCount();
          assert.ok(pattern.findAll('a'.repeat(length)).length >= length / 2, source);
          assert.equal(spy.mock.callCount() - before, length + 1, source);
        } finally {
          spy.mock.restore();
        }
      }
  });

  it('agree with the engine of the language on where something is, for what both know', () => {
    check(
      property(
        nodesOf(),
        string({ unit: constantFrom('a', 'b', 'c', '1', '!'), maxLength: 10 }),
        (source, text) => {
          // Every place asked by itself, the longest by trying all ends.
          const whole = new RegExp(`^(?:${source})$`, 'su');
          let expected: string | undefined;
          for (let start = 0; start < text.length && expected === undefined; start++)
            for (let end = text.length; end > start && expected === undefined; end--)
              if (whole.test(text.slice(start, end))) expected = `${start}-${end}`;
          const span = compilePattern(source).find(text);
          assert.equal(span && `${span.start}-${span.end}`, expected, source);
        },
      ),
      { numRuns: 1500 },
    );
  });

  it('are not slow where others hang', () => {
    const started = performance.now();
    for (const source of ['(a+)+$', '(a|a)*b', '(.*a){20}', '(a?){50}a{50}', String.raw`(\w+\s?)*!`])
      compilePattern(source).findAll('a'.repeat(3000));
    assert.ok(performance.now() - started < 8000, `${performance.now() - started} ms`);
  });
});
