import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import { Live, type LiveEvents, type LiveName, type LiveState } from '../api/live.ts';

const live = new Live();

/** Keeps the event stream open while the shell is shown and refreshes what the shell itself shows. */
export function useLiveStream(): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    const refresh = (...keys: string[]) => {
      for (const key of keys) void queryClient.invalidateQueries({ queryKey: [key] });
    };
    const stops = [
      live.on('source.health', () => refresh('health', 'sources')),
      live.on('brand.changed', () => refresh('brand')),
      live.on('import.changed', () => refresh('imports')),
      live.on('replay.changed', () => refresh('refusals', 'replay')),
      live.on('notice.added', () => refresh('notices')),
      live.on('topic.changed', () => refresh('topics')),
      // After a gap nobody knows what was missed: everything on screen is asked for again.
      live.on('bus.resync', () => void queryClient.invalidateQueries()),
    ];
    live.start();
    const onOnline = () => {
      if (live.state() === 'retrying') live.retry();
    };
    globalThis.addEventListener('online', onOnline);
    return () => {
      globalThis.removeEventListener('online', onOnline);
      for (const stop of stops) stop();
      live.stop();
    };
  }, [queryClient]);
}

/** Calls `listener` for each event of this name until the returned function is called. For effects of their own. */
export function onLive<N extends LiveName>(name: N, listener: (data: LiveEvents[N]) => void): () => void {
  return live.on(name, listener);
}

/** Calls `listener` for each event of this name while the component is on screen. */
export function useLive<N extends LiveName>(name: N, listener: (data: LiveEvents[N]) => void): void {
  const tell = useEffectEvent(listener);
  useEffect(() => live.on(name, (data) => tell(data)), [name]);
}

export function useLiveState(): LiveState {
  return useSyncExternalStore(live.onState, live.state);
}
