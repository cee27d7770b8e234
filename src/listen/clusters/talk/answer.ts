import { type App, perApp } from '#platform/app/index.ts';
import { newId } from '#platform/ids/index.ts';
import { readTopicWords, type TopicWords } from '#listen/posts/index.ts';
import { readTopicNames } from '#listen/topics/index.ts';
import { clusterErrors } from '../errors.ts';
import type { Talk } from './find-talk.ts';
import { findTalkApart } from './run.ts';
import { knownIds } from './same-talk.ts';
import { lockTalks, putTalks } from './store.ts';

export interface TalkAsked {
  topicId: string;
  from: Date;
  to: Date;
}

/** What a topic talks about in a period, with the posts behind it. */
export interface TalkAnswer {
  total: number;
  /** Ids of the posts that were grouped, in the order of time. */
  postIds: readonly string[];
  talks: readonly (Talk & { id: string })[];
  /** Posts in none of them, by their place in `postIds`. */
  rest: readonly number[];
}

export interface Work {
  /** 0 to 1. */
  progress: number;
  total: number;
  answer: Promise<TalkAnswer>;
  /** Set once it is there. */
  done?: TalkAnswer;
}

/** More posts than this are sampled. */
export const MOST_POSTS = 20_000;
const MOST_DAYS = 800;
/** Largest talks that are listed; smaller ones are left to the rest. */
const MOST_TALKS = 40;
/** Answers kept in memory: some hundred kilobytes each. */
const MOST_KEPT = 24;

const worksOf = perApp(() => new Map<string, Work>());

/**
 * The answer for a topic and a period, being made or made already. It is made again only when a post of the period came, went or changed.
 * Throws `talk.no_topic` and `talk.period_wrong`.
 */
export async function askForTalk(app: App, asked: TalkAsked): Promise<Work> {
  const { topicId, from, to } = asked;
  const length = to.getTime() - from.getTime();
  if (!(length > 0) || length > MOST_DAYS * 86_400_000)
    throw clusterErrors('talk.period_wrong', { days: MOST_DAYS });
  const topic = (await readTopicNames(app)).find(({ id }) => id === topicId);
  if (!topic) throw clusterErrors('talk.no_topic', { topic: topicId });
  const words = await readTopicWords(app, { topicId, from, to, most: MOST_POSTS });
  const key = `${topicId} ${from.getTime()} ${to.getTime()} ${words.mark}`;
  const kept = worksOf(app);
  const known = kept.get(key);
  kept.delete(key);
  const work = known ?? begin(app, topic, words, () => kept.delete(key));
  kept.set(key, work);
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_KEPT) break;
    kept.delete(oldest);
  }
  return work;
}

function begin(
  app: App,
  topic: { id: string; name: string },
  words: TopicWords,
  onFailure: () => void,
): Work {
  const work: Work = { progress: 0, total: words.total, answer: make() };
  // Whoever waits hears of a failure; where nobody does, the next who asks tries again.
  work.answer.then((answer) => (work.done = answer), onFailure);
  return work;

  async function make(): Promise<TalkAnswer> {
    const posts = (await words.read()).map(({ id, title, text }) => ({
      id,
      text: title ? `${title}\n${text}` : text,
    }));
    const found = await findTalkApart(posts, (share) => (work.progress = share), topic.name);
    const shown = found.slice(0, MOST_TALKS);
    const inTalk = new Set(shown.flatMap((talk) => talk.posts));
    return {
      total: words.total,
      postIds: posts.map(({ id }) => id),
      talks: await withIds(app, topic.id, shown),
      rest: [...posts.keys()].filter((post) => !inTalk.has(post)),
    };
  }
}

async function withIds(
  app: App,
  topicId: string,
  talks: readonly Talk[],
): Promise<(Talk & { id: string })[]> {
  if (talks.length === 0) return [];
  return app.db.transaction(async () => {
    const known = await lockTalks(app, topicId);
    const ids = knownIds(
      talks.map(({ terms }) => terms),
      known,
    );
    const named = talks.map((talk, i) => ({ ...talk, id: ids[i] ?? newId('talk') }));
    await putTalks(app, topicId, named);
    return named;
  });
}
