import type { App } from '#platform/app/index.ts';
import { isKnownAlready } from '#platform/db/index.ts';
import type { Understanding } from './labels.ts';
import { labelAll, type LabelledPost, type Labeller, labellerOf } from './labeller.ts';
import { rowOf } from './rows.ts';
import { copyLabels, deleteLabels, deleteOpinions } from './store.ts';

/** Labels that are found before their posts are stored. */
export interface FoundLabels {
  readonly model: number;
  /** In the order of the posts. */
  readonly labels: readonly Understanding[];
}

/** Finds the labels of posts, letting others work in between; undefined where the weights are damaged. */
export async function findLabels(app: App, posts: readonly LabelledPost[]): Promise<FoundLabels | undefined> {
  const labeller = await labellerOf(app);
  return labeller && { model: labeller.model, labels: await labelAll(labeller, posts) };
}

/** A stored post with what was found of it. */
export interface FoundPost {
  readonly postId: string;
  readonly labels: Understanding;
  /** Not labelled before. */
  readonly isNew: boolean;
}

/** Stores labels in the ambient transaction. Of posts whose words have changed what a slower model said goes too. */
export async function keepLabels(app: App, model: number, posts: readonly FoundPost[]): Promise<void> {
  await writeLabels(app, model, posts);
  await deleteOpinions(
    app,
    posts.filter((post) => !post.isNew).map((post) => post.postId),
  );
}

/** The same where only the model has changed. */
export async function writeLabels(app: App, model: number, posts: readonly FoundPost[]): Promise<void> {
  if (posts.length === 0) return;
  const rows = posts.map(({ postId, labels }) => ({ postId, row: rowOf(labels) }));
  const known = posts.filter((post) => !post.isNew).map((post) => post.postId);
  await deleteLabels(app, known);
  try {
    await copyLabels(app, model, rows);
  } catch (error) {
    if (!isKnownAlready(error) || known.length === posts.length) throw error;
    await deleteLabels(
      app,
      posts.map((post) => post.postId),
    );
    await copyLabels(app, model, rows);
  }
}

export type { Labeller };
