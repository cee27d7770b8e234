import { useCallback, useEffect, useReducer, useRef } from 'react';
import { api, type Page, type QueryValues } from '../../api/client.ts';
import type { PostView } from '../../api/types.ts';
import { onLive } from '../../app/live.ts';
import type { StreamFilters } from './stream-filters.ts';
import { reduceStream, START } from './stream-state.ts';

const LIMIT = 40;
/** A busy stream is read at most this often. */
const EVERY = 2000;

/** The stream of these filters. While `isFollowing` new posts come in by themselves; otherwise they wait. */
export function useStream(filters: StreamFilters, isFollowing: boolean) {
  const [state, dispatch] = useReducer(reduceStream, START);
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
