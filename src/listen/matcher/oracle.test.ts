import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { matches, prepareDocument, type Query, type QueryDocument } from '#lib/query/index.ts';
import { randomDocument, randomQuery } from '#lib/query/testing/index.ts';
import { Matcher } from './index.ts';

/** `SEED=…` repeats a failure. */
const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000_000);
/** Groups of topics, asked of as many posts: more than a million pairs in all. */
const GROUPS = 11;
const TOPICS = 320;
const POSTS = 300;

interface Topic {
  readonly id: number;
  readonly query: Query;
  readonly source: string;
}

/** Topics of which each was written about one of the posts, so that many match. */
function group(seed: number): { topics: Topic[]; posts: QueryDocument[] } {
  const posts = Array.from({ length: POSTS }, (_, i) => randomDocument(seed + i));
  const topics = Array.from({ length: TOPICS }, (_, id) => ({
    id,
    ...randomQuery(seed + id, posts[id % POSTS]!),
  }));
  return { topics, posts };
}

describe('the engine gives what the plain evaluator gives', () => {
  let pairs = 0;
  let found = 0;
  for (let number = 0; number < GROUPS; number++) {
    const seed = SEED + number * 1_000_000;
    test(`on random posts and topics, SEED=${seed}`, () => {
      const { topics, posts } = group(seed);
      const matcher = new Matcher(topics);
      for (const [at, post] of posts.entries()) {
        const prepared = prepareDocument(post);
        const expected = topics.filter(({ query }) => matches(query, prepared));
        const got = matcher.match(post);
        pairs += topics.length;
        found += expected.length;
        if (got.length === expected.length && got.every((topic, i) => topic === expected[i])) continue;
        const missed = expected.filter((topic) => !got.includes(topic));
        const wrong = got.filter((topic) => !expected.includes(topic));
        assert.fail(
          [
            `SEED=${seed}, post ${at}: ${JSON.stringify(post).slice(0, 2000)}`,
            ...missed.map(({ id, source }) => `missed ${id}: ${source}`),
            ...wrong.map(({ id, source }) => `found wrongly ${id}: ${source}`),
          ].join('\n'),
        );
      }
    });
  }

  test('which were enough, and often enough true', () => {
    assert.ok(pairs >= 1_000_000, `only ${pairs} pairs`);
    assert.ok(found > pairs / 500, `${found} of ${pairs} matched`);
  });
});
