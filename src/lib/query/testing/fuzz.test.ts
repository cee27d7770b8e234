import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anchors, explain, matches, parseQuery, prepareDocument, printQuery, type Query } from '../index.ts';
import { LONGEST_TEXT, randomDocument, randomQuery } from './index.ts';
import { indexedTerms, satisfies } from './satisfies.ts';

const FIRST_SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000_000);
const PAIRS = 4000;

/** The query without the places of its parts in the text. */
function shape(query: Query): unknown {
  return JSON.parse(JSON.stringify(query, (key, value: unknown) => (key === 'span' ? undefined : value)));
}

function typesOf(query: Query, seen: Set<string>): void {
  seen.add(query.type === 'field' ? `${query.name}:` : query.type);
  if (query.type === 'word') seen.add(query.agreement).add(query.isPattern ? 'pattern' : 'plain');
  if (query.type === 'phrase') seen.add(query.slop === null ? 'tight' : 'loose');
  if (query.type === 'near') {
    seen.add(query.isOrdered ? 'ordered' : 'unordered');
    if (query.left.type === 'near' || query.right.type === 'near') seen.add('nested near');
  }
  if ('child' in query) typesOf(query.child, seen);
  if ('children' in query) for (const child of query.children) typesOf(child, seen);
  if ('words' in query) for (const word of query.words) typesOf(word, seen);
  if ('left' in query) for (const side of [query.left, query.right]) typesOf(side, seen);
}

test('random pairs obey what every way to match relies on', () => {
  let matched = 0;
  const [inMatches, inMisses] = [new Set<string>(), new Set<string>()];
  for (let seed = FIRST_SEED; seed < FIRST_SEED + PAIRS; seed++) {
    const document = randomDocument(seed);
    const { source, query } = randomQuery(seed, document);
    const told = `SEED=${seed} ${source}`;
    const printed = printQuery(query);
    const again = parseQuery(printed);
    assert.ok(again.isValid, `${told} is printed as ${printed}`);
    assert.deepEqual(shape(again.query), shape(query), `${told} is printed as ${printed}`);
    const prepared = prepareDocument(document);
    const isMatch = matches(query, prepared);
    assert.equal(matches(again.query, prepared), isMatch, told);
    typesOf(query, isMatch ? inMatches : inMisses);
    const spans = explain(query, prepared);
    for (const { field, start, end } of spans) assert.ok(start < end && end <= document[field]!.length, told);
    if (!isMatch) {
      assert.deepEqual(spans, [], told);
      continue;
    }
    matched++;
    const anchor = anchors(query, 'links');
    assert.ok(anchor === null || satisfies(anchor, indexedTerms(document).links), told);
  }
  assert.ok(
    matched > PAIRS * 0.2 && matched < PAIRS * 0.6,
    `${matched} of ${PAIRS} match, seed ${FIRST_SEED}`,
  );
  const nodes =
    'word phrase near atleast in and or not plain pattern folded accented exact tight loose ordered unordered';
  const fields =
    'author: time: near: case: thread: country: label: likes: lang: kind: is: has: link: source: segment:';
  const parts = [...nodes.split(' '), ...fields.split(' '), 'nested near'];
  for (const part of parts) {
    assert.ok(inMatches.has(part), `${part} in a query that matches`);
    assert.ok(inMisses.has(part), `${part} in a query that does not`);
  }
});

test('the same seed gives the same, another one something else', () => {
  const [first, second] = [randomDocument(7), randomDocument(7)];
  assert.deepEqual(first, second);
  assert.equal(randomQuery(8, first).source, randomQuery(8, second).source);
  const sources = new Set(Array.from({ length: 100 }, (_, seed) => randomQuery(seed).source));
  assert.ok(sources.size > 95);
});

test('documents hold what breaks programs', () => {
  const texts = Array.from({ length: 3000 }, (_, seed) => randomDocument(seed).text);
  const all = texts.join(' ');
  assert.ok(all.includes('\u0000') && !all.isWellFormed());
  assert.ok(texts.some((text) => text === '') && texts.some((text) => text.length > 16_000));
  assert.ok(texts.every((text) => text.length <= LONGEST_TEXT));
  const scripts =
    'Latin Greek Cyrillic Han Hiragana Katakana Hangul Thai Lao Khmer Myanmar Devanagari Arabic Hebrew Tamil';
  for (const script of scripts.split(' ')) assert.match(all, new RegExp(`\\p{sc=${script}}`, 'u'), script);
  for (const emoji of ['👨‍👩‍👧‍👦', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '👩🏽‍💻', '🇩🇪', '1️⃣']) assert.ok(all.includes(emoji), emoji);
});
