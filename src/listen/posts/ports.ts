import { definePort, type App } from '#platform/app/index.ts';
import type { LabelView, PostView } from './schema.ts';

/** Names of topics and why a post matched them, told by the feature that knows topics. */
export interface TopicLabels {
  /** Name and kind (`brand`, `product`, `competitor`, `subject`) from memory; undefined when the topic is gone. */
  find?(topicId: string): { name: string; kind: string } | undefined;
  /** By post id. Posts that are left out show no topics. */
  label(
    app: App,
    posts: readonly { id: string; title: string | null; text: string; topicIds: readonly string[] }[],
  ): Promise<ReadonlyMap<string, Pick<PostView, 'topics' | 'spans'>>>;
}

/** Without an answer topics are shown by their ids, and weigh nothing. */
export const topicLabelsPort = definePort<TopicLabels>('posts.topic-labels');

/** Posts that somebody still works with and that retention leaves alone. */
export interface PostHolds {
  /** Those of the posts, which all came before that time, that stay. */
  held(app: App, postIds: readonly string[], before: Date): Promise<ReadonlySet<string>>;
  /** Retention is about to remove these posts, in the ambient transaction: what was made of them goes with them. */
  letGo(app: App, postIds: readonly string[]): Promise<void>;
}

/** Without an answer nothing is held. */
export const postHoldsPort = definePort<PostHolds>('posts.holds');

/** Told, about once a minute, where posts of topics came, went or changed. */
export interface TopicPostsObserver {
  /** In the transaction that settles the counts. A slot is the beginning of a post's id (`spanOfSlot`). */
  onTopicPostsChanged(app: App, changes: readonly { topicId: string; slot: string }[]): Promise<void>;
}

/** Without an observer nobody is told. */
export const topicPostsPort = definePort<TopicPostsObserver>('posts.topic-posts');

/** What was understood of stored posts, told by the feature that understands them. */
export interface PostLabels {
  /** By post id; posts that are left out show no labels. */
  read(app: App, postIds: readonly string[]): Promise<ReadonlyMap<string, readonly LabelView[]>>;
  /** The words of these posts are gone, in the ambient transaction: everything that was said of them goes too. */
  forget(app: App, postIds: readonly string[]): Promise<void>;
}

/** Without an answer posts have no labels. */
export const postLabelsPort = definePort<PostLabels>('posts.labels');

/** Told, about once a minute, where posts came, went or changed, whether a topic has them or not. */
export interface AnyPostsObserver {
  /** In the transaction that settles the counts. A slot is the beginning of a post's id (`spanOfSlot`), each once. */
  onPostsChanged(app: App, slots: readonly string[]): Promise<void>;
}

/** Without an observer nobody is told. */
export const anyPostsPort = definePort<AnyPostsObserver>('posts.any-posts');
