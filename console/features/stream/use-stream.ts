import { useCallback, useEffect, useReducer, useRef } from 'react';
import { api, type Page, type QueryValues } from '../../api/client.ts';
import type { PostView } from '../../api/types.ts';
import { onLive } from '../../app/live.ts';
import { type Posts, type StreamFilters, takeIn } from './stream-filters.ts';

const LIMIT = 40;
/** A busy stream is read at most this often. */
const EVERY = 2000;

interface State extends Posts {
  cursor: string | null;
  status: 'loading' | 'ready' | 'failed';
  error: unknown;
  isLoadingMore: boolean;
}

type Action =
  | { type: 'first'; page: Page<PostView> }
  | { type: 'fresh'; page: Page<PostView>; isFollowing: boolean }
  | { type: 'more-asked' }
  | { type: 'more'; page: Page<PostView> }
  | { type: 'show' }
  | { type: 'failed'; error: unknown };

const START: State = {
  shown: [],
  waiting: [],
  cursor: null,
  status: 'loading',
  error: null,
  isLoadingMore: false,
};

function reduce(state: State, action: Action): State {
  switch (action.type) {
    case 'first':
      return { ...START, status: 'ready', shown: action.page.items, cursor: action.page.nextCursor ?? null };
    case 'fresh':
      return { ...state, ...takeIn(state, action.page.items, action.isFollowing) };
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
      return { ...state, shown: [...state.waiting, ...state.shown], waiting: [] };
    case 'failed':
      return {
        ...state,
        status: state.status === 'loading' ? 'failed' : state.status,
        error: action.error,
        isLoadingMore: false,
      };
  }
}

/** The stream of these filters. While `isFollowing` new posts come in by themselves; otherwise they wait. */
export function useStream(filters: StreamFilters, isFollowing: boolean) {
  const [state, dispatch] = useReducer(reduce, START);
  const following = useRef(isFollowing);
  useEffect(() => {
    following.current = isFollowing;
  }, [isFollowing]);

  const read = useCallback(
    (cursor: string | null) =>
      api.get<Page<PostView>>('/stream', { ...(filters as QueryValues), cursor, limit: LIMIT }),
    [filters],
  );
  useEffect(() => {
    let isGone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const readFresh = async () => {
      try {
        const page = await read(null);
        timer = undefined;
        if (!isGone) dispatch({ type: 'fresh', page, isFollowing: following.current });
      } catch {
        timer = undefined;
      }
    };
    const soon = () => {
      timer ??= setTimeout(() => void readFresh(), EVERY);
    };
    read(null).then(
      (page) => (isGone ? undefined : dispatch({ type: 'first', page })),
      (error: unknown) => (isGone ? undefined : dispatch({ type: 'failed', error })),
    );
    const stops = [onLive('stream.arrived', soon), onLive('bus.resync', soon)];
    return () => {
      isGone = true;
      clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }, [read]);

  const loadMore = useCallback(() => {
    if (state.cursor === null || state.isLoadingMore) return;
    dispatch({ type: 'more-asked' });
    read(state.cursor).then(
      (page) => dispatch({ type: 'more', page }),
      (error: unknown) => dispatch({ type: 'failed', error }),
    );
  }, [read, state.cursor, state.isLoadingMore]);
  return {
    ...state,
    loadMore,
    showWaiting: () => dispatch({ type: 'show' }),
  };
}
