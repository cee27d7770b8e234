import type { App } from '#platform/app/index.ts';
import { isKnownAlready } from '#platform/db/index.ts';
import { SharedParts } from './apart/shared-parts.ts';
import { FEWEST_APART, threadFor } from './apart/threads.ts';
import { authorsOf, follow } from './author/domain.ts';
import { selectFollowed } from './author/store.ts';
import { rememberConcern } from './concern.ts';
import { labelAll, type LabelledPost, labellerOf, textToLabel } from './labeller.ts';
import { packedConcern, type PackedLabels } from './packed.ts';
import { copyLabels, deleteLabels, deleteOpinions } from './store.ts';

/** Labels that are found before their posts are stored. */
export interface FoundLabels {
  readonly model: number;
  /** In the order of the posts. */
  readonly packed: PackedLabels;
}

/** Finds the labels of one part, by its index; undefined where the weights are damaged. To be called once for each part. */
export type FindPart = (part: number) => Promise<FoundLabels | undefined>;

/**
 * Finds the labels of posts that are worked on in parts. Many posts go to a thread at once, and are labelled there while the caller does
 * something else; of few, and where no thread is at hand, a part is labelled here when it is asked for, letting others work in between.
 */
export async function labelParts(app: App, parts: readonly (readonly LabelledPost[])[]): Promise<FindPart> {
  const labeller = await labellerOf(app);
  if (!labeller) return () => Promise.resolve(undefined);
  const count = parts.reduce((sum, part) => sum + part.length, 0);
  const thread = count < FEWEST_APART ? undefined : threadFor(app, labeller);
  const texts = parts.map((part) => part.map(textToLabel));
  const shared = thread && new SharedParts(labeller, thread, texts);
  const followed = selectFollowed(app, authorsOf(parts.flat()));
  // Whoever asks hears of a failure; not everybody asks.
  followed.catch(() => undefined);
  return async (part) => {
    const packed = await (shared?.find(part) ?? labelAll(labeller, texts[part]!));
    for (const [i, { text }] of texts[part]!.entries()) rememberConcern(text, packedConcern(packed, i));
    follow(packed, parts[part]!, await followed);
    return { model: labeller.model, packed };
  };
}

/** A stored post, with the place of what was found of it. */
export interface FoundPost {
  readonly postId: string;
  readonly index: number;
  /** Not labelled before. */
  readonly isNew: boolean;
}

/** Stores labels in the ambient transaction. Of posts whose words have changed what a slower model said goes too. */
export async function keepLabels(app: App, found: FoundLabels, posts: readonly FoundPost[]): Promise<void> {
  await writeLabels(app, found, posts);
  await deleteOpinions(
    app,
    posts.filter((post) => !post.isNew).map((post) => post.postId),
  );
}

/** The same where only the model has changed. */
export async function writeLabels(app: App, found: FoundLabels, posts: readonly FoundPost[]): Promise<void> {
  if (posts.length === 0) return;
  const known = posts.filter((post) => !post.isNew).map((post) => post.postId);
  await deleteLabels(app, known);
  try {
    await copyLabels(app, found, posts);
  } catch (error) {
    if (!isKnownAlready(error) || known.length === posts.length) throw error;
    await deleteLabels(
      app,
      posts.map((post) => post.postId),
    );
    await copyLabels(app, found, posts);
  }
}
