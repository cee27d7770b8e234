import type { App } from '#platform/app/index.ts';
import type { PageOf } from '#platform/http/index.ts';
import { type PostView, readPosts, timeOfPost } from '#listen/posts/index.ts';
import { labelsToCountPort } from '#listen/trends/index.ts';
import { clusterErrors } from '../errors.ts';
import type { TalksView, TalkView } from '../schema.ts';
import { askForTalk, type TalkAnswer, type TalkAsked } from './answer.ts';

/** Parts of a trend. */
const PARTS = 24;
/** A request waits so long before it says that the work goes on. */
const PATIENCE_MS = 1200;

/**
 * What people talk about in a topic and period: talks with their telling words, counts, sentiment and trend, largest first. Waits until it
 * is found. Up to 20,000 posts are grouped, of more a sample. Throws `talk.no_topic` and `talk.period_wrong`.
 */
export async function clustersOf(app: App, topicId: string, from: Date, to: Date): Promise<TalksView> {
  const asked = { topicId, from, to };
  const work = await askForTalk(app, asked);
  return view(app, asked, await work.answer);
}

/** The same for who rather asks again than waits: `working` with the progress where it takes longer than a second. */
export async function clustersSoFar(app: App, asked: TalkAsked): Promise<TalksView> {
  const work = await askForTalk(app, asked);
  const answer = work.done ?? (await Promise.race([work.answer, pause(PATIENCE_MS)]));
  if (answer) return view(app, asked, answer);
  const nothing = { total: work.total, postIds: [], talks: [], rest: [] };
  return { ...(await view(app, asked, nothing)), state: 'working', progress: work.progress };
}

/** The posts behind a talk's number, newest first; `rest` has those in no talk. Throws `talk.gone`, too. */
export async function postsOfTalk(
  app: App,
  talkId: string,
  asked: TalkAsked & { cursor?: string | undefined; limit: number },
): Promise<PageOf<PostView>> {
  const answer = await (await askForTalk(app, asked)).answer;
  const members = talkId === 'rest' ? answer.rest : answer.talks.find(({ id }) => id === talkId)?.posts;
  if (!members) throw clusterErrors('talk.gone');
  const { cursor, limit } = asked;
  const ids = members.map((post) => answer.postIds[post]!).toReversed();
  const behind = cursor === undefined ? ids : ids.filter((id) => id < cursor);
  const shown = behind.slice(0, limit);
  return {
    items: await readPosts(app, shown),
    ...(behind.length > limit ? { nextCursor: shown.at(-1)! } : {}),
  };
}

async function view(app: App, { from, to }: TalkAsked, answer: TalkAnswer): Promise<TalksView> {
  const { postIds, talks, rest, total } = answer;
  const length = to.getTime() - from.getTime();
  const inTalk = talks.flatMap(({ posts }) => posts.map((post) => postIds[post]!));
  const [representatives, labels] = await Promise.all([
    readPosts(
      app,
      talks.map(({ representative }) => postIds[representative]!),
    ),
    inTalk.length === 0 ? undefined : app.find(labelsToCountPort)?.read(app, inTalk),
  ]);
  const shown = new Map(representatives.map((post) => [post.id, post]));
  return {
    state: 'ready',
    progress: 1,
    period: { from: from.toISOString(), to: to.toISOString() },
    total,
    looked: postIds.length,
    steps: Array.from({ length: PARTS }, (_, i) =>
      new Date(from.getTime() + (length * i) / PARTS).toISOString(),
    ),
    talks: talks.flatMap((talk): TalkView[] => {
      const representative = shown.get(postIds[talk.representative]!);
      if (!representative) return [];
      const ids = talk.posts.map((post) => postIds[post]!);
      return [
        {
          id: talk.id,
          words: talk.words.map(({ word }) => word),
          posts: ids.length,
          share: ids.length / postIds.length,
          sentiment: sentimentOf(ids.map((id) => labels?.get(id)?.sentiment ?? 'unknown')),
          trend: trendOf(ids, from.getTime(), length),
          representative,
        },
      ];
    }),
    rest: { posts: rest.length, share: postIds.length === 0 ? 0 : rest.length / postIds.length },
  };
}

function sentimentOf(all: readonly (keyof TalkView['sentiment'])[]): TalkView['sentiment'] {
  const counts = { negative: 0, neutral: 0, positive: 0, unknown: 0 };
  for (const one of all) counts[one]++;
  return counts;
}

function trendOf(ids: readonly string[], from: number, length: number): number[] {
  const trend = Array.from({ length: PARTS }, () => 0);
  for (const id of ids) {
    const part = Math.floor(((timeOfPost(id).getTime() - from) / length) * PARTS);
    trend[Math.min(PARTS - 1, Math.max(0, part))]!++;
  }
  return trend;
}

async function pause(milliseconds: number): Promise<undefined> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  setTimeout(() => resolve(undefined), milliseconds).unref();
  return promise;
}
