import { useSyncExternalStore } from 'react';
import { exactTime, relativeTime, shortSpan } from '../format/time.ts';
import { classNames } from './class-names.ts';

interface TimeProps {
  at: string;
  /** `since` shows the length of time without a date, for waiting. */
  as?: 'relative' | 'since' | 'exact';
  className?: string;
}

/** A moment: short in the text, exact in the viewer's zone when pointed at. It keeps up by itself. */
export function Time({ at, as = 'relative', className }: TimeProps) {
  const now = useNow();
  const exact = exactTime(at);
  const text =
    as === 'exact' ? exact : as === 'since' ? shortSpan(now - Date.parse(at)) : relativeTime(at, now);
  return (
    <time dateTime={at} title={exact} className={classNames('figures', className)}>
      {text}
    </time>
  );
}

/** The time now in milliseconds, to the half minute, shared by everything that shows it. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}

let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    timer = setInterval(tick, 30_000);
    document.addEventListener('visibilitychange', tick);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    document.removeEventListener('visibilitychange', tick);
  };
}

function tick(): void {
  now = Date.now();
  for (const listener of listeners) listener();
}
