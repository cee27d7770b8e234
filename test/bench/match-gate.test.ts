import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { matches, prepareDocument } from '#lib/query/index.ts';
import { buildMatcher, learnFrom, readTopics, type ReadTopic } from '../../tools/bench/match/adapter.ts';
import * as workload from '../../tools/bench/match/workload.ts';

/**
 * What matching costs, counted instead of timed: the same on every machine, however busy. Seconds are measured by
 * `npm run bench match`. A bound that is broken means that more topics are asked than have to be.
 */
const POSTS = 4000;
const LEARNED = 6000;
const all = workload.bytesOf(workload.posts(workload.SEED, LEARNED + POSTS));
/** What the engine learned from, and other posts that it is asked of. */
const [earlier, texts] = [all.slice(0, LEARNED), all.slice(LEARNED)];
let topics: ReadTopic[] = [];

before(() => {
  topics = readTopics(workload.topics(workload.SEED, 10_000));
});

function workOf(some: readonly ReadTopic[]): { matches: number; candidates: number; programs: number } {
  const matcher = buildMatcher(some, learnFrom(earlier));
  for (const text of texts) matcher.text(text);
  const { posts, matches, candidates, programs } = matcher.stats();
  assert.equal(posts, POSTS);
  return {
    matches: matches / posts,
    candidates: candidates / posts,
    programs: (programs ?? candidates) / posts,
  };
}

test('at 10,000 topics few are asked that do not match', () => {
  const work = workOf(topics);
  assert.ok(work.matches > 0.1, `${work.matches} matches a post: the workload lost its point`);
  assert.ok(work.candidates <= 0.6, `${work.candidates} candidates a post`);
  assert.ok(work.programs <= 0.45, `${work.programs} programs a post`);
});

test('topics that nothing triggers are hardly ever asked', () => {
  const some = topics.slice(0, 2000);
  const quiet = readTopics(workload.untriggered(workload.SEED, 10_000));
  const alone = workOf(some);
  for (const together of [workOf([...some, ...quiet]), workOf([...quiet, ...some])]) {
    assert.equal(together.matches, alone.matches);
    // Words that no post had yet look alike: some are asked for that one of their context words came.
    assert.ok(together.candidates <= alone.candidates + 0.12, `${together.candidates} candidates a post`);
  }
});

test('the work grows with what matches, not with the number of topics', () => {
  const [less, more] = [workOf(topics.slice(0, 1000)), workOf(topics)];
  const growth = more.candidates / more.matches / (less.candidates / less.matches);
  assert.ok(growth < 1.2, `a match costs ${growth} times as many candidates at ten times the topics`);
});

test('what the counts are about is right: every topic asked by itself gives the same matches', () => {
  const some = topics.slice(0, 1500);
  const matcher = buildMatcher(some);
  for (const text of texts.slice(0, 150)) {
    const prepared = prepareDocument({ text: text.toString() });
    const expected = some.filter(({ query }) => matches(query, prepared)).map(({ id }) => id);
    assert.deepEqual(matcher.idsOfText(text), expected, text.toString());
  }
});

test('a raw Jetstream line gives the matches of its text, and of its author', () => {
  const posts = workload.posts(workload.SEED, 1500);
  const some = [...topics, ...readTopics([{ id: 'by', query: `author:${posts[7]!.author}` }])];
  const matcher = buildMatcher(some);
  const events = workload.jetstream(posts).filter((line) => line.includes('"text":'));
  assert.equal(events.length, posts.length);
  for (const [at, { text, author }] of posts.entries()) {
    const prepared = prepareDocument({ text, author: { externalId: author } });
    const ids = matcher.idsOfEvent(events[at]!);
    for (const id of matcher.idsOfText(Buffer.from(text))) {
      // NOT may concern the author, tags or links; none of the workload's does.
      assert.ok(ids.includes(id), `${id} is lost in ${events[at]!.toString()}`);
    }
    const more = new Set(ids);
    if (at < 40) for (const { id, query } of some) assert.equal(more.has(id), matches(query, prepared), id);
  }
  assert.ok(matcher.idsOfEvent(events[7]!).includes('by'));
});
