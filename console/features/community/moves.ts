import type { Category, PostView, ThreadView } from './queries.ts';

/** So many threads to choose from. */
const SHOWN = 8;

export interface SplitPreview {
  /** The post that the new thread begins with. */
  first: PostView;
  /** Posts that go along, those that were deleted included. */
  posts: number;
  /** Chosen ones that stay: they were deleted, and stand before the first that can be read. */
  staying: number;
  /** Accepted answers that are none in the new thread. */
  answers: number;
}

/** What splitting these posts off would do; undefined where none of them can begin a thread. */
export function splitOf(chosen: readonly PostView[]): SplitPreview | undefined {
  const sorted = chosen.filter(({ number }) => number > 1).toSorted((a, b) => a.number - b.number);
  const start = sorted.findIndex(({ isDeleted }) => !isDeleted);
  if (start < 0) return undefined;
  const going = sorted.slice(start);
  return {
    first: going[0]!,
    posts: going.length,
    staying: start,
    answers: going.filter(({ isAccepted, isDeleted }) => isAccepted && !isDeleted).length,
  };
}

/** Threads that another one can be put behind: no deleted ones, and never itself. */
export const othersOf = (found: readonly ThreadView[], thread: Pick<ThreadView, 'id'>): ThreadView[] =>
  found.filter(({ id, isDeleted }) => id !== thread.id && !isDeleted).slice(0, SHOWN);

export interface MergePreview {
  posts: number;
  /** Accepted answers that are none there, as it is no question. */
  answers: number;
  /** Who reads the posts then, where that changes. */
  readers: 'same' | 'fewer' | 'more';
}

/** What putting one thread behind another one would do. */
export function mergeOf(
  from: ThreadView,
  into: ThreadView,
  categories: readonly Pick<Category, 'id' | 'whoReads'>[],
): MergePreview {
  const whoReads = ({ categoryId }: ThreadView) => categories.find(({ id }) => id === categoryId)?.whoReads;
  const [before, then] = [whoReads(from), whoReads(into)];
  return {
    posts: from.posts,
    answers: into.kind === 'question' ? 0 : from.answers,
    readers: before === then ? 'same' : then === 'members' ? 'fewer' : 'more',
  };
}
