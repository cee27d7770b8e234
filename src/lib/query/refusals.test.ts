import assert from 'node:assert/strict';
import { test } from 'node:test';
import { array, assert as check, constantFrom, oneof, property, string } from 'fast-check';
import { MAX_QUERY, parseQuery, type Problem, type ProblemCode } from './index.ts';

function problemOf(source: string): Problem {
  const parsed = parseQuery(source);
  assert.ok(!parsed.isValid, `${source} is accepted`);
  return parsed.problem;
}

/** The query, the reason, the part that is wrong, and the queries suggested. */
const refusals: [source: string, code: ProblemCode, part: string, suggestions: string[]][] = [
  ['', 'empty', '', []],
  ['  <<< nothing >>> ', 'empty', '  <<< nothing >>> ', []],
  ['a <<< b', 'comment_not_closed', '<<< b', ['a <<< b>>>']],
  ['a OR b c', 'mixed_and_or', 'a OR b c', ['a OR (b c)', '(a OR b) c']],
  ['a b OR c d', 'mixed_and_or', 'a b OR c d', ['(a b) OR (c d)', 'a (b OR c) d']],
  [
    'x (a AND "b c" OR -d) y',
    'mixed_and_or',
    'a AND "b c" OR -d',
    ['x ((a "b c") OR -d) y', 'x (a ("b c" OR -d)) y'],
  ],
  ['((a', 'bracket_not_closed', '(', ['((a))']],
  ['a (', 'bracket_not_closed', '(', []],
  ['a)) b', 'bracket_not_opened', ')', []],
  ['a) b', 'bracket_not_opened', ')', ['a  b']],
  ['a () b', 'bracket_empty', '()', ['a   b']],
  ['say "a b', 'quote_not_closed', '"a b', ['say "a b"']],
  ['author:"a b', 'quote_not_closed', '"a b', ['author:"a b"']],
  ['a ""', 'quote_empty', '""', ['a']],
  ['{ } a', 'quote_empty', '{ }', ['a']],
  ['a {b', 'brace_not_closed', '{b', ['a {b}']],
  ['a} b', 'brace_not_opened', '}', ['a b']],
  ['a AND', 'operand_missing', 'AND', ['a']],
  ['OR a', 'operand_missing', 'OR', ['a']],
  ['a AND OR b', 'operand_missing', 'OR', ['a AND b']],
  ['a NOT', 'operand_missing', 'NOT', ['a']],
  ['a - b', 'operand_missing', '-', ['a -b', 'a b']],
  ['a -', 'operand_missing', '-', []],
  ['(a -) b', 'operand_missing', '-', ['(a ) b']],
  ['a NEAR/3', 'operand_missing', 'NEAR/3', ['a']],
  ['a & b', 'operator_unknown', '&', ['a AND b']],
  ['a || b', 'operator_unknown', '||', ['a OR b']],
  ['a|b||c', 'operator_unknown', 'a|b||c', ['(a OR b OR c)']],
  ['a !b', 'operator_unknown', '!b', ['a -b']],
  ['a near/3 b', 'operator_unknown', 'near/3', ['a NEAR/3 b']],
  ['a … b', 'nothing_to_find', '…', ['a   b']],
  ['*', 'leading_wildcard', '*', []],
  ['?at', 'leading_wildcard', '?at', []],
  ['"so *"', 'leading_wildcard', '*', []],
  ['#*', 'leading_wildcard', '#*', []],
  ['re* a', 'short_prefix', 're*', []],
  ['#re*', 'short_prefix', '#re*', []],
  ['a??*', 'short_prefix', 'a??*', []],
  ['東京* a', 'wildcard_on_character', '*', ['東京 a']],
  ['👍*', 'wildcard_on_character', '*', ['👍']],
  ['a '.repeat(3) + 'b'.repeat(200), 'word_too_long', 'b'.repeat(200), []],
  ['see https://x.example/y', 'url_as_word', 'https://x.example/y', ['see link:x.example']],
  ['colour:red a', 'field_unknown', 'colour:red', ['"colour:red" a']],
  ['aut:x', 'field_unknown', 'aut:x', ['"aut:x"', 'author:x']],
  ['lang: en a', 'field_empty', 'lang:', ['lang:en a']],
  ['a lang:', 'field_empty', 'lang:', []],
  ['a lang:()', 'field_empty', 'lang:()', []],
  ['a lang:(en|)', 'field_empty', 'lang:(en|)', []],
  ['a lang:German', 'field_value', 'German', ['a lang:de']],
  ['a lang:x', 'field_value', 'x', []],
  ['a kind:tweet', 'field_value', 'tweet', []],
  ['link:https://a.example/b', 'field_value', 'https://a.example/b', ['link:a.example']],
  ['a followers:[9 TO 1]', 'field_value', '[9 TO 1]', ['a followers:[1 TO 9]']],
  ['a followers:5', 'field_value', '5', []],
  ['a likes:[1 TO', 'bracket_not_closed', '[', ['a likes:[1 TO]']],
  ['in:body a', 'field_value', 'body', []],
  ['in:title', 'operand_missing', 'in:title', []],
  ['a NEAR b', 'distance', 'NEAR', ['a NEAR/5 b']],
  ['a NEAR/101 b', 'distance', 'NEAR/101', []],
  ['ATLEAST/0 a', 'distance', 'ATLEAST/0', []],
  ['"a b"~', 'distance', '"a b"~', []],
  ['"a b"~101', 'distance', '"a b"~101', []],
  ['a~2', 'slop_misplaced', 'a~2', []],
  ['"a"~2', 'slop_misplaced', '"a"~2', []],
  ['{a b}~2', 'slop_misplaced', '{a b}', []],
  [`"${'a '.repeat(17)}"~2`, 'slop_misplaced', `"${'a '.repeat(17)}"~2`, []],
  ['a NEAR/3 (b c)', 'near_operand', '(b c)', []],
  ['a NEAR/3 lang:en', 'near_operand', 'lang:en', []],
  ['a NEAR/3 b NEAR/3 c', 'near_operand', 'NEAR/3', []],
  ['ATLEAST/2 (a -b)', 'near_operand', '(a -b)', []],
  ['-a', 'only_negation', '-a', []],
  ['-a -b', 'only_negation', '-a', []],
  ['x OR NOT b', 'only_negation', 'NOT b', []],
  ['-(-a)', 'only_negation', '-(-a)', []],
  ['lang:en', 'only_broad', 'lang:en', []],
  ['is:reply has:link -spam', 'only_broad', 'is:reply', []],
  ['a OR lang:en', 'only_broad', 'lang:en', []],
  ['in:title lang:en', 'only_broad', 'lang:en', []],
];

for (const [source, code, part, suggestions] of refusals) {
  test(`${code}: ${source.slice(0, 60)}`, () => {
    const problem = problemOf(source);
    assert.equal(problem.code, code);
    assert.equal(source.slice(problem.span.start, problem.span.end), part);
    assert.deepEqual(problem.suggestions, suggestions);
    assert.match(problem.message, /\w.*\.$/s);
    assert.match(problem.fix, /\w.*\.$/s);
  });
}

test('accepted at the limits, refused beyond them', () => {
  const nested = (depth: number) => `${'('.repeat(depth)}a${')'.repeat(depth)}`;
  assert.ok(parseQuery(nested(32)).isValid);
  assert.equal(problemOf(nested(33)).code, 'too_deep');
  assert.equal(problemOf(`a ${'-'.repeat(33)}b`).code, 'too_deep');
  assert.ok(parseQuery('a'.repeat(100).padEnd(MAX_QUERY, ' b')).isValid);
  assert.equal(problemOf('a'.repeat(100).padEnd(MAX_QUERY + 1, ' b')).code, 'too_long');
  assert.ok(parseQuery('abc* '.repeat(150)).isValid);
  assert.equal(problemOf('abc* '.repeat(151)).code, 'too_many_wildcards');
});

test('an operator in small letters or quotation marks is a word', () => {
  for (const source of ['salt and pepper', '"AND"', '{OR}', 'nearly', 'near', 'atleast', '#NOT']) {
    assert.ok(parseQuery(source).isValid, source);
  }
});

test('typographic quotation marks and full-width brackets are understood', () => {
  for (const source of ['“order lost”', '„order lost“', '（order OR lost）', '＂order lost＂']) {
    assert.ok(parseQuery(source).isValid, source);
  }
});

test('monstrous queries are answered at once', () => {
  const monsters = [
    '(',
    ')',
    '-',
    'NOT ',
    '"',
    '{',
    'a OR b ',
    '<<<',
    'a* ',
    '*',
    '?',
    'lang:(',
    'in:title ',
    '\ud800',
    'a:',
  ];
  for (const monster of monsters) {
    for (const length of [4096, 10_000_000]) {
      const source = monster.repeat(Math.floor(length / monster.length));
      const started = performance.now();
      const { isValid } = parseQuery(source);
      assert.ok(!isValid || length === 4096);
      assert.ok(performance.now() - started < 10_000, `${monster} ${length}`);
    }
  }
});

test('any text is parsed or refused with a span inside it; suggestions do not repeat the problem', () => {
  const parts =
    `( ) " - AND OR NOT NEAR/3 NEAR/ ATLEAST/2 in:title lang:en lang: author:"x link:(a.b|c ) [1 TO 5] abc* ? { } <<< >>> ~3 #a @b.c 東 👍🏽 é ' x`.split(
      ' ',
    );
  const glued = (glue: string) =>
    array(constantFrom(...parts), { maxLength: 25 }).map((all) => all.join(glue));
  check(
    property(
      oneof(glued(' '), glued(''), string({ unit: 'binary' }), string({ unit: 'grapheme' })),
      (source) => {
        const parsed = parseQuery(source);
        if (parsed.isValid) return;
        const { span, suggestions, code } = parsed.problem;
        assert.ok(span.start >= 0 && span.start <= span.end && span.end <= source.length);
        if (code === 'mixed_and_or') return;
        for (const suggestion of suggestions) {
          const then = parseQuery(suggestion);
          assert.ok(then.isValid || then.problem.code !== code, suggestion);
        }
      },
    ),
    { numRuns: 5000 },
  );
});
