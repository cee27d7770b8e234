import assert from 'node:assert/strict';
import { test } from 'node:test';
import { array, assert as check, constantFrom, oneof, property, string } from 'fast-check';
import { MAX_QUERY, parseQuery, parseTopic, printQuery, type Problem, type ProblemCode } from './index.ts';
import { anyText } from '../../../test/helpers/texts.ts';

function problemOf(source: string): Problem {
  const parsed = parseQuery(source);
  assert.ok(!parsed.isValid, `${source} is accepted`);
  return parsed.problem;
}

function plain(source: string): string {
  const parsed = parseQuery(source);
  assert.ok(parsed.isValid, `${source}: ${JSON.stringify(parsed)}`);
  return printQuery(parsed.query);
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
  ['a NEAR/3 b NEAR/3 c', 'near_operand', 'NEAR/3', ['(a NEAR/3 b) NEAR/3 c', 'a NEAR/3 (b NEAR/3 c)']],
  ['a NEAR/1 b NEAR/1 c NEAR/1 d', 'near_operand', 'NEAR/1', []],
  ['a NEAR/3 in:title b', 'near_operand', 'in:title b', []],
  ['a NEAR/3 (b OR -c)', 'near_operand', '-c', []],
  ['ATLEAST/2 (a NEAR/3 b)', 'near_operand', '(a NEAR/3 b)', []],
  ['a NEAR/3x b', 'distance', 'NEAR/3x', ['a NEAR/5 b']],
  ['a NEAR/-1 b', 'distance', 'NEAR/-1', ['a NEAR/5 b']],
  ['a ATLEAST/2x b', 'distance', 'ATLEAST/2x', []],
  ['a\u0000b', 'bad_character', '\u0000', ['ab']],
  ['"a \u001b b"', 'bad_character', '\u001b', ['"a  b"']],
  ['a \ud800 b', 'bad_character', '\ud800', ['a  b']],
  ['\udc00', 'bad_character', '\udc00', []],
  ['a – b', 'operand_missing', '–', ['a –b', 'a b']],
  ['«a b', 'quote_not_closed', '«a b', ['"a b"']],
  ['a "say \\"hi\\""', 'quote_empty', '""', ['a "say \\"hi\\']],
  ['refund time:[2026-02-30 TO *]', 'field_value', '[2026-02-30 TO *]', []],
  ['refund time:-7d', 'field_value', '-7d', ['refund time:[-7d TO *]']],
  ['refund near:[95,200,10]', 'field_value', '[95,200,10]', []],
  ['refund near:[139.7,35.7,10]', 'field_value', '[139.7,35.7,10]', ['refund near:[35.7,139.7,10]']],
  ['refund near:Berlin', 'field_value', 'Berlin', []],
  ['refund case:closed', 'field_value', 'closed', []],
  ['refund sentiment:bad', 'field_value', 'bad', []],
  ['refund country:England', 'field_value', 'England', []],
  ['refund\u200f lang:\u200f x', 'field_empty', 'lang:\u200f', ['refund\u200f lang:\u200fx']],
  ['country:DE', 'only_broad', 'country:DE', []],
  ['near:[0,0,1] time:today -spam', 'only_broad', 'near:[0,0,1]', []],
  ['case:open sentiment:negative', 'only_broad', 'case:open', []],
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

test('a topic may not ask for what changes later; a search for anything', () => {
  for (const field of ['likes:[1 TO *]', 'case:none', 'segment:vip']) {
    for (const source of [`refund ${field}`, `refund (late OR -(b in:title ${field}))`]) {
      assert.ok(parseQuery(source).isValid, source);
      const topic = parseTopic(source);
      assert.ok(!topic.isValid, source);
      const { code, span, message, fix } = topic.problem;
      assert.equal(code, 'late_field');
      assert.equal(source.slice(span.start, span.end), field);
      assert.match(message, /and a topic decides when the post arrives\.$/);
      assert.match(fix, /search/);
    }
  }
  for (const field of [
    'followers:[1 TO *]',
    'rating:[1 TO 2]',
    'time:today',
    'thread:1',
    'is:own',
    'lang:en',
    'label:x',
    'sentiment:mixed',
    'city:Bonn',
  ])
    assert.ok(parseTopic(`refund ${field}`).isValid, field);
  const bad = parseTopic('refund likes:[');
  assert.equal(bad.isValid ? 'accepted' : bad.problem.code, 'bracket_not_closed');
});

test('an operator in small letters or quotation marks is a word', () => {
  for (const source of ['salt and pepper', '"AND"', '{OR}', 'nearly', 'near', 'atleast', '#NOT']) {
    assert.ok(parseQuery(source).isValid, source);
  }
});

test('typographic quotation marks and full-width brackets are understood', () => {
  const phrases = [
    '“order lost”',
    '„order lost“',
    '”order lost”',
    '＂order lost＂',
    '«order lost»',
    '»order lost«',
  ];
  for (const source of [...phrases, '「order lost」', '『order lost』', '《order lost》', '“order lost"'])
    assert.equal(plain(source), '"order lost"', source);
  assert.equal(plain('（order ＯＲ lost）'), 'order OR lost');
  assert.equal(plain('（order OR lost） lang：（en|de）'), '(order OR lost) lang:(en|de)');
  assert.equal(plain('｛Apple｝ refund＊ ＡＮＤ x'), '{Apple} refund* x');
  assert.equal(plain('“order lost”～3'), '"order lost"~3');
  assert.equal(plain('order ＮＥＡＲ／３ lost'), 'order NEAR/3 lost');
  assert.equal(plain('followers:［1 TO 5］ a'), 'followers:[1 TO 5] a');
  assert.equal(plain('"彼は「はい」と"'), plain('"彼ははいと"'));
  assert.equal(plain('a <<< « >>> b'), 'a b');
});

test('dashes of word processors are minuses, wide and invisible blanks are blanks', () => {
  for (const dash of '‐‑‒–—−﹣－') assert.equal(plain(`order ${dash}lost`), 'order -lost', dash);
  for (const blank of '\u00a0\u2009\u202f\u3000\ufeff\u2028\t\n')
    assert.equal(plain(`order${blank}OR${blank}lost`), 'order OR lost', JSON.stringify(blank));
  for (const sign of '\u200b\u200e\u200f\u061c\u202b\u2067\u2060') {
    assert.equal(plain(`${sign}order ${sign}OR${sign} lost${sign}`), 'order OR lost', JSON.stringify(sign));
    assert.equal(plain(`order ${sign}-${sign}lost ${sign}lang:${sign}en${sign}`), 'order -lost lang:en');
    assert.equal(plain(`author:(${sign}ann${sign}|"${sign}joe")`), 'author:(ann|joe)');
  }
  assert.equal(plain('کتاب\u200cها'), plain('کتاب\u200cها'));
  assert.equal(plain('order NEAR/3\u200f lost'), 'order NEAR/3 lost');
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
    property(oneof(glued(' '), glued(''), anyText(), string({ unit: 'grapheme' })), (source) => {
      const parsed = parseQuery(source);
      if (parsed.isValid) return;
      const { span, suggestions, code } = parsed.problem;
      assert.ok(span.start >= 0 && span.start <= span.end && span.end <= source.length);
      if (code === 'mixed_and_or') return;
      for (const suggestion of suggestions) {
        const then = parseQuery(suggestion);
        assert.ok(then.isValid || then.problem.code !== code, suggestion);
      }
    }),
    { numRuns: 5000 },
  );
});

test('a topic that asks what posts mean needs something beside it that is known when they arrive', () => {
  for (const source of [
    'label:complaint',
    'label:complaint sentiment:negative',
    'refund OR label:complaint',
    'label:complaint -refund',
    'label:complaint lang:en',
    'city:Bonn (refund OR sentiment:negative)',
  ]) {
    const topic = parseTopic(source);
    assert.ok(!topic.isValid, source);
    assert.ok(['late_field', 'only_broad'].includes(topic.problem.code), `${source}: ${topic.problem.code}`);
    assert.match(topic.problem.fix, /^Add a word/);
  }
  assert.ok(parseQuery('label:complaint').isValid, 'a search may');
  for (const source of [
    'refund label:complaint',
    'refund -label:complaint',
    'refund (late OR label:complaint)',
    '(refund OR author:ann) -(sentiment:positive OR city:Bonn)',
    'source:"Town Paper" label:complaint',
  ])
    assert.ok(parseTopic(source).isValid, source);
});
