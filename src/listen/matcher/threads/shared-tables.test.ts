import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matches, parseQuery, prepareDocument, type QueryDocument } from '#lib/query/index.ts';
import { randomDocument, randomQuery } from '#lib/query/testing/index.ts';
import { atOnce } from '../compartment.ts';
import { LearnedFrequencies } from '../engine/frequencies.ts';
import { bytesOf, type Tables, TablesBuilder } from '../engine/tables.ts';
import type { LineTopic } from '../topic-lines.ts';
import type { Setup } from './messages.ts';
import { shareTables, tablesOver } from './shared-tables.ts';
import { shareTopics, TopicBook } from './shared-topics.ts';
import { ThreadMatcher } from './thread-matcher.ts';

/** `SEED=…` repeats a failure. */
const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000_000);

function topic(id: string | number, written: string): LineTopic {
  const parsed = parseQuery(written);
  assert.ok(parsed.isValid, written);
  return { id, query: parsed.query, written };
}

function tablesOf(topics: readonly LineTopic[]): Tables {
  const builder = new TablesBuilder(new LearnedFrequencies());
  for (const { query } of topics) builder.add(query);
  return atOnce(builder.finish());
}

/** As a thread gets it: everything copied but what lies in shared memory. */
function sent(topics: readonly LineTopic[], more: Partial<Setup> = {}): Setup {
  const tables = shareTables(tablesOf(topics));
  const setup = { topics: shareTopics(topics), tables, withSpans: false, learned: undefined, ...more };
  return structuredClone(setup);
}

function lineOf(id: number, { text, title, author, langs, links, source }: QueryDocument): string {
  return JSON.stringify({ id, text, title, author: author?.handle, lang: langs?.[0], links, source });
}

function answersTo(matcher: ThreadMatcher, lines: readonly string[]): { id: number; topics: unknown[] }[] {
  const { answers, bad } = matcher.answer(Buffer.from(lines.map((line) => `${line}\n`).join('')));
  assert.deepEqual(bad, []);
  const written = Buffer.from(answers).toString('utf8').trimEnd().split('\n');
  return written.map((line) => JSON.parse(line) as { id: number; topics: unknown[] });
}

test('a thread finds what the plain evaluator finds, over tables that were sent', () => {
  let found = 0;
  for (let round = 0; round < 4; round++) {
    const seed = SEED + round * 1_000_000;
    const posts = Array.from({ length: 100 }, (_, i) => randomDocument(seed + i));
    const kept = posts.map(({ text, title, author, langs, links, source }): QueryDocument => ({
      text,
      title,
      langs: langs?.slice(0, 1),
      author: author?.handle === undefined ? undefined : { handle: author.handle },
      links,
      source,
    }));
    const topics = Array.from({ length: 200 }, (_, id) =>
      topic(id, randomQuery(seed + id, kept[id % kept.length]!).source),
    );
    const got = answersTo(
      new ThreadMatcher(sent(topics)),
      kept.map((post, i) => lineOf(i, post)),
    );
    for (const [i, post] of kept.entries()) {
      const prepared = prepareDocument(post);
      const expected = topics.filter(({ query }) => matches(query, prepared)).map(({ id }) => id);
      assert.deepEqual(got[i], { id: i, topics: expected }, `SEED=${seed}, post ${i}`);
      found += expected.length;
    }
  }
  assert.ok(found > 100, `only ${found} matches`);
});

test('the large tables are the same memory in every thread', () => {
  const topics = Array.from({ length: 500 }, (_, i) =>
    topic(i, `refund${i} ("late parcel${i}" OR zzz${i}*)`),
  );
  const tables = shareTables(tablesOf(topics));
  const [one, two] = [structuredClone(tables), structuredClone(tables)];
  one.postings[0] = 12_345;
  one.terms.hashes[0] = 54_321;
  assert.deepEqual([two.postings[0], two.terms.hashes[0]], [12_345, 54_321]);
  const arrays = (some: object) => Object.values(some).filter((value) => ArrayBuffer.isView(value));
  const large = [...arrays(two), ...arrays(two.terms)];
  assert.equal(large.length, 11);
  for (const { buffer } of large) assert.ok(buffer instanceof SharedArrayBuffer);
});

test('tables that were sent have the size of those that were built', () => {
  const topics = ['refund', 'zzz*', 'abc?d', 'author:joe', '{Exact}', 'café', 'in:title late'].map(
    (query, i) => topic(i, query),
  );
  const tables = tablesOf(topics);
  assert.equal(bytesOf(tablesOver(structuredClone(shareTables(tables)))), bytesOf(tables));
});

test('topics are read from shared memory, with ids of both kinds and letters of any script', () => {
  const topics = [topic('é👍', '東京 OR "late bus"'), topic(7, 'late'), topic('"\n', '{Exact}')];
  const book = new TopicBook(structuredClone(shareTopics(topics)));
  for (const i of [2, 0, 1, 0]) {
    assert.equal(book.at(i).id, topics[i]!.id);
    assert.deepEqual(book.at(i).query, topics[i]!.query);
  }
  assert.equal(book.at(1), book.at(1));
});

test('lines, posts and matches of a piece are counted', () => {
  const matcher = new ThreadMatcher(sent([topic(1, 'late'), topic(2, 'late OR bus')]));
  const piece = '{"id":1,"text":"late"}\n\nnonsense\r\n{"id":2,"text":"bus"}\n{"id":3,"text":"-"}';
  const { answers, lines, bad, figures } = matcher.answer(Buffer.from(piece));
  assert.equal(
    Buffer.from(answers).toString(),
    '{"id":1,"topics":[1,2]}\n{"id":2,"topics":[2]}\n{"id":3,"topics":[]}\n',
  );
  assert.equal(lines, 5);
  assert.deepEqual(bad, [{ number: 3, reason: 'This is not JSON.' }]);
  const { posts, matches, candidates, seconds } = figures;
  assert.deepEqual([posts, matches, candidates], [3, 3, 3]);
  // A clock of threads may go in steps of some milliseconds.
  assert.ok(seconds >= 0 && seconds < 1);
});

test('the thread that learns says once that tables should be planned anew, and uses those it gets', () => {
  const topics = [topic(1, 'alpha bravo')];
  const few = new LearnedFrequencies().learned;
  const [learning, other] = [
    new ThreadMatcher(sent(topics, { learned: few })),
    new ThreadMatcher(sent(topics)),
  ];
  const lines = Array.from({ length: 9000 }, (_, id) => JSON.stringify({ id, text: `alpha ${id}` }));
  for (const matcher of [learning, other]) {
    assert.equal(matcher.drifted(), undefined);
    answersTo(matcher, lines);
  }
  assert.equal(other.drifted(), undefined);
  const learned = learning.drifted();
  assert.ok(learned !== undefined && learned.posts >= 250);
  assert.equal(learning.drifted(), undefined);
  const frequencies = new LearnedFrequencies(structuredClone(learned));
  assert.ok(frequencies.of('alpha') > 0.9 && frequencies.of('bravo') < 0.1);

  learning.renew(structuredClone(shareTables(tablesOf([topic(1, 'charlie')]))));
  assert.deepEqual(answersTo(learning, ['{"id":1,"text":"charlie"}']), [{ id: 1, topics: [1] }]);
  assert.equal(learning.drifted(), undefined);
});
