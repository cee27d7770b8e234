import type { App } from '#platform/app/index.ts';
import { idAt } from './domain.ts';
import { spanOfSlot } from './facts.ts';
import {
  selectAllSlots,
  selectMark,
  selectStates,
  selectTopicWords,
  selectWords,
  type WordsRow,
} from './words-store.ts';

/** Which state of a post is stored. */
export interface PostState {
  id: string;
  version: number;
  isDeleted: boolean;
}

/** What a post says and who wrote it. */
export type PostWords = WordsRow;

/** The states of the public posts of a slot, with topics or without, in the order of their ids: up to `limit` of those behind `after`. */
export async function readPostStates(
  app: App,
  asked: { slot: string; after: string | null; limit: number },
): Promise<PostState[]> {
  const { from, to } = spanOfSlot(asked.slot);
  // Longer than the id itself, so the post that was the last one is left out.
  return selectStates(app, asked.after === null ? idAt(from) : `${asked.after} `, idAt(to), asked.limit);
}

/** What these posts say now; deleted and private ones and ids that are not stored are left out. */
export async function readPostWords(app: App, ids: readonly string[]): Promise<PostWords[]> {
  return ids.length === 0 ? [] : selectWords(app, ids);
}

/** Every slot in which posts are stored. */
export async function readSlots(app: App): Promise<string[]> {
  return selectAllSlots(app);
}

export interface TopicWords {
  /** Posts that the topic has in the period. */
  total: number;
  /** Changes whenever a post of the period comes, goes or is edited. */
  mark: string;
  /** What they say, in the order of time; a sample where there are more than `most`. Own posts and deleted ones are left out. */
  read(): Promise<PostWords[]>;
}

/**
 * The posts of a topic in a period, `to` not included. Whether a post is in the sample depends on its id and on how often the number of
 * posts was halved, so the sample hardly changes while posts arrive.
 */
export async function readTopicWords(
  app: App,
  asked: { topicId: string; from: Date; to: Date; most: number },
): Promise<TopicWords> {
  const { topicId, most } = asked;
  const [from, before] = [idAt(asked.from), idAt(asked.to)];
  const { posts, lastAt } = await selectMark(app, topicId, from, before);
  const halvings = posts <= most ? 0 : Math.ceil(Math.log2(posts / most));
  return {
    total: posts,
    mark: `${posts} ${lastAt?.getTime() ?? ''}`,
    read: () => selectTopicWords(app, topicId, from, before, halvings),
  };
}
