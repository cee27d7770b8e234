import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matches, parseQuery, prepareDocument, type Query } from '#lib/query/index.ts';
import { readTopics } from '../../tools/bench/match/adapter.ts';
import { runPostgres, tsquery } from '../../tools/bench/match/postgres.ts';
import { peerQuery, placedTerms, SAME_PLACE, termLine } from '../../tools/bench/match/shared.ts';
import * as workload from '../../tools/bench/match/workload.ts';

function read(query: string): Query {
  const parsed = parseQuery(query);
  assert.ok(parsed.isValid, query);
  return parsed.query;
}

test('a text becomes the terms and places that Rapport finds', () => {
  assert.equal(termLine("Joe's #Tag"), `joe #tag ${SAME_PLACE}tag`);
  assert.equal(termLine(''), '');
  const cafe = placedTerms('Ein Café');
  assert.deepEqual(
    cafe.map(({ position }) => position),
    [0, 1, 1],
  );
  assert.equal(cafe[1]!.term, 'cafe');
});

test('queries are written for Lucene part by part', () => {
  const lucene = (query: string) => peerQuery(read(query))?.replaceAll('\t', ' ');
  assert.equal(lucene('refund'), 'w refund');
  assert.equal(lucene('refund -tax'), 'a 2 w refund - w tax');
  assert.equal(lucene('"my refund" OR refun*'), 'o 2 q 2 my refund p refun');
  assert.equal(lucene('order NEAR/3f (late OR "not here")'), 'n 3 1 w order o 2 w late q 2 not here');
  assert.equal(lucene('"battery fire"~3'), 's 2 3 battery fire');
});

test('what a peer cannot say the same way is left out, wherever it stands', () => {
  for (const query of [
    'author:@jane.example',
    '{Apple}',
    'wom?n',
    'cancel*tion',
    'ATLEAST/3 no',
    'in:title recall',
  ]) {
    assert.equal(peerQuery(read(query)), undefined, query);
    assert.equal(tsquery(read(query)), undefined, query);
    assert.equal(peerQuery(read(`car (${query})`)), undefined, query);
    assert.equal(tsquery(read(`car -(${query})`)), undefined, query);
  }
});

test('PostgreSQL finds exactly the topics that the evaluator finds', { timeout: 120_000 }, async () => {
  const topics = readTopics([
    ...workload.topics(workload.SEED, 3000),
    ...[
      'late NEAR/2 order',
      'late NEAR/2f order',
      '"my order" NEAR/2 (late OR "not here")',
      '"order late"~2',
      'café',
      'cafe',
      '#café',
      '"it\'s here" -order',
      'ord* -late',
      '東京タワー',
    ].map((query, at) => ({ id: `own_${at}`, query })),
  ]).filter(({ query }) => tsquery(query) !== undefined);
  assert.ok(topics.length > 2800);
  const texts = [
    ...workload.posts(workload.SEED, 400).map(({ text }) => text),
    'my order is very late',
    'late, my order',
    'order a b c late',
    'my order is still not here',
    'Le Café #Café, 昨日は東京タワーに行った',
    "It's here: a cafe in the ordinary",
    '',
  ];
  const run = await runPostgres(topics, texts, 1);
  let found = 0;
  for (const [post, text] of texts.entries()) {
    const prepared = prepareDocument({ text });
    const expected = topics.filter(({ query }) => matches(query, prepared)).map(({ id }) => id);
    assert.deepEqual(run.matches[post], expected, text);
    found += expected.length;
  }
  assert.ok(found > 30, `only ${found} matches`);
});
