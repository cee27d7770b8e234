import type { App } from '#platform/app/index.ts';
import { firstIdAt, readTopicWords } from '#listen/posts/index.ts';
import { readTopicNames } from '#listen/topics/index.ts';
import type { Talk } from './find-talk.ts';
import { findTalkApart } from './run.ts';

/** What people began to talk about. */
export interface GrownTalk {
  /** Telling words, the most telling first. */
  words: string[];
  /** Posts of it since then, and before. */
  posts: number;
  before: number;
  /** Share of all posts since then, 0 to 1. */
  share: number;
  /** One of its posts, as much like the others as there is one since then. */
  postId: string;
}

interface Moments {
  topicId: string;
  /** Before which nothing is looked at; where the growth began; where it is looked at. */
  from: Date;
  since: Date;
  to: Date;
}

/** Of more posts a sample tells as much. */
const MOST_POSTS = 2000;
const FEWEST = 3;

/** The talk of a topic that has most posts too many since a moment, by what it had in the time before; null where none grew. */
export async function talkThatGrew(
  app: App,
  { topicId, from, since, to }: Moments,
): Promise<GrownTalk | null> {
  const words = await readTopicWords(app, { topicId, from, to, most: MOST_POSTS });
  const posts = (await words.read()).map(({ id, title, text }) => ({
    id,
    text: title ? `${title}\n${text}` : text,
  }));
  const border = firstIdAt(since);
  const first = posts.findIndex(({ id }) => id >= border);
  if (first === -1 || posts.length - first < FEWEST) return null;
  const longer = (to.getTime() - since.getTime()) / Math.max(1, since.getTime() - from.getTime());
  const topic = (await readTopicNames(app)).find(({ id }) => id === topicId);
  const talks = await findTalkApart(posts, () => undefined, topic?.name);
  const best = mostGrown(talks, first, longer);
  if (!best) return null;
  // A sample stands for all.
  const scale = Math.max(1, words.total / posts.length);
  return {
    words: best.talk.words.map(({ word }) => word),
    posts: Math.round(best.now * scale),
    before: Math.round(best.before * scale),
    share: best.now / (posts.length - first),
    postId: posts[best.talk.posts.find((post) => post >= Math.max(first, best.talk.representative))!]!.id,
  };
}

/** `first` is the first post of the time looked at, which is so many times as long as the one before. */
export function mostGrown(
  talks: readonly Talk[],
  first: number,
  longer: number,
): { talk: Talk; now: number; before: number } | undefined {
  const grown = talks.map((talk) => {
    const now = talk.posts.filter((post) => post >= first).length;
    const before = talk.posts.length - now;
    return { talk, now, before, excess: now - before * longer };
  });
  return grown
    .filter(({ now, excess }) => now >= FEWEST && excess > now / 3)
    .sort((a, b) => b.excess - a.excess || a.talk.posts[0]! - b.talk.posts[0]!)[0];
}
