import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseQuery } from '#lib/query/index.ts';
import { termsOf } from '#lib/tokens/index.ts';
import { Matcher } from '#listen/matcher/index.ts';
import * as workload from '../../tools/bench/match/workload.ts';

const posts = workload.posts(workload.SEED, 3000);

test('the same seed gives the same workload, on every machine', () => {
  const again = workload.posts(workload.SEED, 3000);
  assert.deepEqual(again, posts);
  const sums = [
    workload.checksum(posts.map(({ text }) => text)),
    workload.checksum(workload.topics(workload.SEED, 3000).map(({ query }) => query)),
    workload.checksum(workload.jetstream(posts.slice(0, 500))),
  ];
  // Figures of two versions compare only while these stay; change them together with docs/benchmarks.md.
  assert.deepEqual(sums, SUMS);
  assert.notDeepEqual(workload.posts(2, 10), posts.slice(0, 10));
});

test('posts have 140 to 300 characters, in eight languages and more', () => {
  for (const { text } of posts) {
    const { length } = [...text];
    assert.ok(length >= 140 && length <= 300, `${length}: ${text}`);
  }
  assert.ok(new Set(posts.map(({ lang }) => lang)).size >= 12);
  for (const sign of [
    /https:\/\//,
    /#\p{L}/u,
    /@\p{L}/u,
    /\p{RGI_Emoji}/v,
    /\p{Script=Han}/u,
    /\p{Script=Thai}/u,
    /\n/,
  ]) {
    const share = posts.filter(({ text }) => sign.test(text)).length / posts.length;
    assert.ok(share > 0.01 && share < 0.9, `${sign}: ${share}`);
  }
});

test('all topics are valid, a longer list begins with the shorter, and the forms have their shares', () => {
  const topics = workload.topics(workload.SEED, 5000);
  assert.deepEqual(topics.slice(0, 100), workload.topics(workload.SEED, 100));
  for (const { query } of topics) assert.ok(parseQuery(query).isValid, query);
  const share = (sign: RegExp) => topics.filter(({ query }) => sign.test(query)).length / topics.length;
  assert.ok(share(/"\S+ [^"]+"/) > 0.35);
  assert.ok(share(/#|@| -|NOT/) > 0.27);
  assert.ok(Math.abs(share(/NEAR|\*|author:|~/) - 0.1) < 0.03);
});

test('nothing triggers the untriggered, while the others match here and there', () => {
  const found = (list: readonly workload.BenchTopic[]) => {
    const matcher = new Matcher(list.map(({ id, query }) => ({ id, query: valid(query).query })));
    for (const { text, author } of posts) matcher.match({ text, author: { externalId: author } });
    return matcher.figures;
  };
  const quiet = found(workload.untriggered(workload.SEED, 5000));
  assert.equal(quiet.matches, 0);
  const { matches } = found(workload.topics(workload.SEED, 5000));
  assert.ok(matches / posts.length > 0.05 && matches / posts.length < 0.2, String(matches / posts.length));
});

test('Jetstream lines carry the posts in order, byte for byte, among other events', () => {
  for (const mix of [workload.POSTS_ONLY, workload.UNFILTERED]) {
    const events = workload.jetstream(posts.slice(0, 500), mix).map((line) => JSON.parse(line.toString()));
    const texts = events.flatMap(({ commit }) => commit.record?.text ?? []);
    assert.deepEqual(
      texts,
      posts.slice(0, 500).map(({ text }) => text),
    );
    const share = texts.length / events.length;
    const wanted = mix.post / (mix.post + mix.delete + mix.like + mix.repost + mix.follow);
    assert.ok(Math.abs(share - wanted) < 0.04, `${share} instead of ${wanted}`);
  }
});

test('posts repeat words as languages do: few words are most of the text, and most words are rare', () => {
  const counts = new Map<string, number>();
  for (const { text } of posts)
    for (const key of new Set(termsOf(text))) counts.set(key, (counts.get(key) ?? 0) + 1);
  const byCount = [...counts.values()].sort((a, b) => b - a);
  const sum = byCount.reduce((a, b) => a + b, 0);
  const top = byCount.slice(0, 1000).reduce((a, b) => a + b, 0);
  assert.ok(top / sum > 0.4, `the thousand most frequent: ${top / sum}`);
  assert.ok(byCount.filter((count) => count === 1).length > byCount.length / 3);
});

function valid(query: string) {
  const parsed = parseQuery(query);
  assert.ok(parsed.isValid, query);
  return parsed;
}

const SUMS = ['8e485bc8cf494832', '1b752d64680cd173', 'feb0997780c50a28'];
