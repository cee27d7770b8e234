import { createHash } from 'node:crypto';
import { makeJetstream, type Mix, POSTS_ONLY } from './jetstream.ts';
import { type BenchPost, makePosts } from './posts.ts';
import { type BenchTopic, makeTopics, makeUntriggered } from './topics.ts';

export { type Mix, POSTS_ONLY, UNFILTERED } from './jetstream.ts';
export type { BenchPost } from './posts.ts';
export type { BenchTopic } from './topics.ts';

/** Seed of the figures in docs/benchmarks.md. */
export const SEED = 1;

/** Posts of 140 to 300 characters in 14 languages: invented words by Zipf's law, brands, tags, mentions, links, emoji. */
export function posts(seed: number, count: number): BenchPost[] {
  return makePosts(seed, count);
}

/** Topics about the brands of the posts; the first n of a longer list are the list of n. */
export function topics(seed: number, count: number): BenchTopic[] {
  return makeTopics(seed, count);
}

/** Topics of the same forms of which no post has the brand: nothing triggers them. */
export function untriggered(seed: number, count: number): BenchTopic[] {
  return makeUntriggered(seed, count);
}

/** The texts alone, in UTF-8. */
export function bytesOf(list: readonly BenchPost[]): Buffer[] {
  return list.map(({ text }) => Buffer.from(text));
}

/** The posts as raw event lines of a Jetstream, among other events by `mix`; lines carry no line end. */
export function jetstream(list: readonly BenchPost[], mix: Mix = POSTS_ONLY, seed = SEED): Buffer[] {
  return makeJetstream(list, mix, seed);
}

/** Tells whether two runs had the same input. */
export function checksum(items: Iterable<string | Uint8Array>): string {
  const hash = createHash('sha256');
  for (const item of items) hash.update(item).update('\n');
  return hash.digest('hex').slice(0, 16);
}
