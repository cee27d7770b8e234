import { useEffect, useState } from 'react';
import { waitOf } from './countdown.ts';

/** Seconds left until a limited request may be tried again; 0 when there is nothing to wait for. */
export function useCountdown(error: unknown): number {
  const [state, setState] = useState({ error, left: waitOf(error) ?? 0 });
  if (state.error !== error) setState({ error, left: waitOf(error) ?? 0 });
  const isCounting = state.left > 0;
  useEffect(() => {
    if (!isCounting) return undefined;
    const timer = setInterval(
      () => setState((before) => ({ ...before, left: Math.max(0, before.left - 1) })),
      1000,
    );
    return () => clearInterval(timer);
  }, [isCounting]);
  return state.left;
}
