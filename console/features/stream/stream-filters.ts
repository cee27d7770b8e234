import type { PostView } from '../../api/types.ts';

export interface StreamFilters {
  topic?: string;
  source?: string;
  q?: string;
}

const LONGEST = { topic: 64, source: 64, q: 4096 };

/** Filters from an address; what is unknown or empty is dropped. */
export function readStreamFilters(raw: Record<string, unknown>): StreamFilters {
  const entries = (['topic', 'source', 'q'] as const).flatMap((name) => {
    const value = raw[name];
    const text = typeof value === 'number' ? String(value) : value;
    return typeof text === 'string' && text.trim() !== '' ? [[name, text.slice(0, LONGEST[name])]] : [];
  });
  return Object.fromEntries(entries) as StreamFilters;
}

export interface Posts {
  /** Shown, newest first. */
  shown: PostView[];
  /** Came in since and wait, newest first. */
  waiting: PostView[];
}

/**
 * Takes a fresh first page in: known posts are renewed where they stand (an edit, a deletion), unknown newer ones wait, or are shown at
 * once when `isFollowing`. At most `keep` posts stay, so that a page left open for a day does not grow for ever.
 */
export function takeIn(posts: Posts, fresh: readonly PostView[], isFollowing: boolean, keep = 1000): Posts {
  const known = new Map([...posts.waiting, ...posts.shown].map((post) => [post.id, post]));
  const renewed = new Map(fresh.map((post) => [post.id, post]));
  const renew = (list: PostView[]) => list.map((post) => renewed.get(post.id) ?? post);
  const newest = posts.shown[0]?.receivedAt ?? '';
  const added = fresh.filter(
    (post) => !known.has(post.id) && (posts.shown.length === 0 || post.receivedAt >= newest),
  );
  const waiting = [...added, ...renew(posts.waiting)];
  const shown = renew(posts.shown);
  return isFollowing
    ? { shown: [...waiting, ...shown].slice(0, keep), waiting: [] }
    : { shown, waiting: waiting.slice(0, keep) };
}
