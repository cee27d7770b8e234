import type { App } from '#platform/app/index.ts';
import { preselect, type StoredPost } from '#listen/posts/index.ts';

const STEP = 500;

export interface Walked {
  examined: number;
  /** False when the time was over first. */
  isComplete: boolean;
  /** When the last post looked at was written, if the walk ended early. */
  endedAt: Date | null;
}

/** Shows the stored posts of the last `days` days that the database lets through to `look`, newest first, until `isOver`. */
export async function walkStored(
  app: App,
  asked: { tsquery: string | undefined; days: number },
  look: (posts: readonly StoredPost[]) => Promise<void>,
  isOver: () => boolean,
): Promise<Walked> {
  let examined = 0;
  for (let cursor: string | undefined; ;) {
    const { posts, nextCursor } = await preselect(app, { ...asked, limit: STEP, cursor });
    examined += posts.length;
    await look(posts);
    if (nextCursor === undefined) return { examined, isComplete: true, endedAt: null };
    if (isOver()) return { examined, isComplete: false, endedAt: posts.at(-1)!.createdAt };
    cursor = nextCursor;
  }
}

/** Whether `milliseconds` from now have passed. */
export function deadline(milliseconds: number): () => boolean {
  const end = performance.now() + milliseconds;
  return () => performance.now() > end;
}
