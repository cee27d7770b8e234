import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  matches,
  onArrival,
  parseTopic,
  prepareDocument,
  type Query,
  type QueryDocument,
  waitsForMeaning,
} from '#lib/query/index.ts';
import { randomDocument, randomQuery } from '#lib/query/testing/index.ts';
import { Matcher } from './index.ts';

/** `SEED=…` repeats a failure. */
const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000_000);
const FIELDS = [
  'sentiment:negative',
  'label:complaint',
  '-sentiment:positive',
  '-label:"needs reply"',
  'city:Berlin',
  '(sentiment:mixed OR label:complaint)',
  '-(label:complaint sentiment:negative)',
];
const TOPICS = 300;
const POSTS = 200;

interface Topic {
  id: number;
  source: string;
  query: Query;
  whole: Query;
}

/** Random topics that also ask what posts mean, each written about one of the posts. */
function topicsAbout(posts: readonly QueryDocument[], seed: number): Topic[] {
  const topics: Topic[] = [];
  for (let at = 0; topics.length < TOPICS; at++) {
    const { source } = randomQuery(seed + at, posts[at % posts.length]);
    const joined = at % 3 === 0 ? source : `(${source}) ${FIELDS[at % FIELDS.length]}`;
    const parsed = parseTopic(joined);
    if (!parsed.isValid || (at % 5 !== 0 && !waitsForMeaning(parsed.query))) continue;
    topics.push({ id: topics.length, source: joined, whole: parsed.query, query: onArrival(parsed.query) });
  }
  return topics;
}

/** As it arrives. */
function unread({
  sentiment: _s,
  labels: _l,
  country: _c,
  region: _r,
  city: _t,
  lat: _a,
  lon: _o,
  ...post
}: QueryDocument): QueryDocument {
  return post;
}

describe('topics that ask what posts mean', () => {
  for (let group = 0; group < 4; group++) {
    const seed = SEED + group * 1_000_000;
    test(`are found by their words before and decided after, as the plain evaluator decides, SEED=${seed}`, () => {
      const posts = Array.from({ length: POSTS }, (_, i) => randomDocument(seed + i));
      const topics = topicsAbout(posts, seed);
      assert.ok(topics.filter(({ query, whole }) => query !== whole).length > TOPICS / 2);
      const matcher = new Matcher(topics);
      let [matched, open] = [0, 0];
      for (const [at, post] of posts.entries()) {
        const [whole, found] = [prepareDocument(post), matcher.match(unread(post))];
        const expected = topics.filter((topic) => matches(topic.whole, whole)).map(({ id }) => id);
        const decided = found
          .filter((topic) => topic.query === topic.whole || matches(topic.whole, whole))
          .map(({ id }) => id);
        const sources = expected.filter((id) => !decided.includes(id)).map((id) => topics[id]!.source);
        // Fields that are known on arrival are asked of the post as it arrives in both ways.
        assert.deepEqual(
          decided,
          expected,
          `SEED=${seed}, post ${at} ${JSON.stringify(post).slice(0, 1000)}: missed ${sources.join(' | ')}`,
        );
        matched += expected.length;
        open += found.length - decided.length;
      }
      assert.ok(matched > POSTS && open > 0, `${matched} matched, ${open} were dropped after`);
    });
  }

  test('cost nothing where there are none: a query without such fields stays the same object', () => {
    for (let i = 0; i < 2000; i++) {
      const { query } = randomQuery(SEED + i);
      if (!waitsForMeaning(query)) assert.equal(onArrival(query), query);
    }
  });
});
