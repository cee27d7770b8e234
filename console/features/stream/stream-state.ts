import type { Page } from '../../api/client.ts';
import type { PostView } from '../../api/types.ts';
import { type Posts, takeIn } from './stream-filters.ts';

export interface StreamState extends Posts {
  /** Where the shown posts go on; null at the end. */
  cursor: string | null;
  /** Where the waiting posts go on, when more came in than a page holds and so they do not reach down to the shown ones. */
  gap: string | null;
  status: 'loading' | 'ready' | 'failed';
  error: unknown;
  isLoadingMore: boolean;
}

export type StreamAction =
  | { type: 'first'; page: Page<PostView> }
  | { type: 'fresh'; page: Page<PostView>; isFollowing: boolean }
  | { type: 'more-asked' }
  | { type: 'more'; page: Page<PostView> }
  | { type: 'show' }
  | { type: 'failed'; error: unknown };

export const START: StreamState = {
  shown: [],
  waiting: [],
  cursor: null,
  gap: null,
  status: 'loading',
  error: null,
  isLoadingMore: false,
};

/** What becomes of the stream on screen: pages of the past below, live pages above, and nothing missing in between. */
export function reduceStream(state: StreamState, action: StreamAction): StreamState {
  switch (action.type) {
    case 'first':
      return { ...START, status: 'ready', shown: action.page.items, cursor: action.page.nextCursor ?? null };
    case 'fresh':
      return takeFresh(state, action.page, action.isFollowing);
    case 'more-asked':
      return { ...state, isLoadingMore: true, error: null };
    case 'more': {
      const known = new Set(state.shown.map((post) => post.id));
      const older = action.page.items.filter((post) => !known.has(post.id));
      return {
        ...state,
        shown: [...state.shown, ...older],
        cursor: action.page.nextCursor ?? null,
        isLoadingMore: false,
      };
    }
    case 'show':
      return showWaiting(state);
    case 'failed':
      return {
        ...state,
        status: state.status === 'loading' ? 'failed' : state.status,
        error: action.error,
        isLoadingMore: false,
      };
  }
}

/** A whole page of unknown posts may have others behind it: they are read when the reader gets there, instead of being left out. */
function takeFresh(state: StreamState, page: Page<PostView>, isFollowing: boolean): StreamState {
  const known = new Set([...state.waiting, ...state.shown].map((post) => post.id));
  const hasGap =
    state.shown.length > 0 && page.nextCursor !== undefined && !page.items.some((post) => known.has(post.id));
  if (!hasGap) {
    const taken = { ...state, ...takeIn(state, page.items, isFollowing) };
    return isFollowing && state.gap !== null ? showWaiting(takeBehind(state, page)) : taken;
  }
  const behind = { ...state, waiting: page.items, gap: page.nextCursor ?? null };
  return isFollowing ? showWaiting(behind) : behind;
}

function takeBehind(state: StreamState, page: Page<PostView>): StreamState {
  return { ...state, ...takeIn(state, page.items, false) };
}

function showWaiting(state: StreamState): StreamState {
  if (state.gap === null) return { ...state, shown: [...state.waiting, ...state.shown], waiting: [] };
  return { ...state, shown: state.waiting, waiting: [], cursor: state.gap, gap: null, isLoadingMore: false };
}
