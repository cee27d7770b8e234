import type { App } from '#platform/app/index.ts';
import { messageOf } from '#platform/errors/index.ts';
import { talkThatGrew } from '#listen/clusters/index.ts';
import { type PostFacts, readPostFacts } from '#listen/posts/index.ts';
import { placeParts, readSaidLabels } from '#listen/understanding/index.ts';
import { type Cause, causeOf } from './cause.ts';
import { leadingPlaces, type Located } from './places.ts';

const MINUTE = 60_000;
const MOST_POSTS = 1000;
const MINUTES_BEFORE = 360;

/**
 * What the posts of a topic between two minutes have in common, against those of the six hours before and of the same hours a day before.
 * Grouping them by what they talk about takes the processor of a thread for up to a second, so it can be left out.
 */
export async function findCause(
  app: App,
  { topicId, since, to, hasTalk }: { topicId: string; since: number; to: number; hasTalk: boolean },
): Promise<Cause> {
  const at = (minute: number) => new Date(minute * MINUTE);
  const read = (from: number, until: number) =>
    readPostFacts(app, {
      topicIds: [topicId],
      from: at(from),
      to: at(until),
      limit: MOST_POSTS,
      isNewestFirst: true,
    });
  const posts = await read(since, to + 1);
  const before = [
    ...(await read(since - MINUTES_BEFORE, since)),
    ...(await read(since - 1440 - 60, to - 1440 + 60)),
  ];
  const moments = { topicId, from: at(since - MINUTES_BEFORE), since: at(since), to: at(to + 1) };
  return {
    ...causeOf(posts, before),
    places: leadingPlaces(await locate(app, posts), await locate(app, before)),
    talk: hasTalk ? await talkOrNothing(app, moments) : null,
  };
}

/** An alert is worth more than its explanation: where the grouping fails, it goes without. */
async function talkOrNothing(app: App, moments: Parameters<typeof talkThatGrew>[1]) {
  try {
    return await talkThatGrew(app, moments);
  } catch (error) {
    app.log.warn({ error: messageOf(error), topicId: moments.topicId }, 'an incident has no talk');
    return null;
  }
}

async function locate(app: App, posts: readonly PostFacts[]): Promise<Located[]> {
  const said = await readSaidLabels(
    app,
    posts.map(({ id }) => id),
  );
  return posts.map(({ id, accountId }) => {
    const place = said.get(id)?.find(({ key }) => key === 'place');
    return { accountId, place: placeParts(place?.value ?? 'none') };
  });
}
