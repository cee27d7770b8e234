import { definePort, type App } from '#platform/app/index.ts';
import type { InboundPost, RawLook } from '#connectors/kit/index.ts';
import type { StoredPost, TopicMatch } from '#listen/posts/index.ts';
import type { FoundTopic } from './domain/settle.ts';

export type { FoundTopic };

export interface FoundPost {
  readonly post: InboundPost;
  readonly isOwn: boolean;
  readonly topics: readonly FoundTopic[];
}

/** Decides which topics a post belongs to. Called once for every post of the firehose, so it must be quick. */
export interface Matcher {
  /** `isOwn` says whether one of the brand's accounts wrote it. */
  match(post: InboundPost, isOwn: boolean): readonly FoundTopic[];
  /** Which of the topics that were found have the posts once these were understood. Called only where one of them is open. */
  decide?(posts: readonly FoundPost[]): Promise<readonly (readonly TopicMatch[])[]>;
  /** Whether a new post can match, by what its raw event says; without it every post is parsed. False only when sure. */
  mayMatch?(network: string, look: RawLook): boolean;
}

/** Without a matcher nothing matches. */
export const matcherPort = definePort<Matcher>('listen.matcher');

/** The brand's connected accounts. Asked for every batch: answer from memory. */
export interface OwnAccounts {
  /** External ids of the connected accounts on a network. */
  externalIds(network: string): ReadonlySet<string>;
}

/** Without an answer the brand has no accounts. */
export const ownAccountsPort = definePort<OwnAccounts>('listen.own-accounts');

/** By which way posts came in. */
export interface Came {
  sourceId: string | null;
  /** A door of our own, with limits of its own. */
  hasLimits?: boolean | undefined;
}

/** Told of every change of the stored posts, inside the transaction that makes it. Throwing undoes the batch. */
export interface PostObserver {
  /** New posts and later states of known ones, at most a few thousand at once. */
  onPostsStored(app: App, posts: readonly StoredPost[], came?: Came): Promise<void>;
  /** Posts that their authors deleted: nothing of what they said is left. */
  onPostsDeleted(app: App, postIds: readonly string[]): Promise<void>;
  /** Posts that are about to be removed for good, with everything that was made of them. */
  onPostsRemoved?(app: App, postIds: readonly string[]): Promise<void>;
}

/** Without an observer nobody is told. */
export const postObserverPort = definePort<PostObserver>('listen.post-observer');

/** Looks at a few of the posts that intake only counts. Everything is called inside the batch's transaction. */
export interface PassingObserver {
  /** Chooses at once, for posts of sources only; most batches choose nothing. A post with `isDrawn` was chosen, or not, before. */
  pick(posts: readonly InboundPost[]): readonly InboundPost[];
  /** Chooses a post that is not parsed yet with the same chance. */
  draw(): boolean;
  /** Those of the picked ones that nobody has deleted. */
  keep(app: App, posts: readonly InboundPost[]): Promise<void>;
  /** Posts that were deleted, edited or are kept as topic posts now, and authors whose accounts ended. */
  forget(app: App, gone: { posts: readonly Identity[]; authors: readonly Identity[] }): Promise<void>;
}

export interface Identity {
  origin: string;
  externalId: string;
}

/** Without an observer what passes is only counted. */
export const passingPort = definePort<PassingObserver>('listen.passing');
