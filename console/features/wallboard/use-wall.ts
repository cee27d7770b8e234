import { useEffect, useState } from 'react';
import { heard, type WallState } from './connection.ts';
import type { Wall } from './types.ts';

const AGAIN_MS = 2000;

/** What the board shows, from a link's token or from the session. It connects again by itself, except where it may not. */
export function useWall(token: string): WallState {
  const [state, setState] = useState<WallState>({ kind: 'connecting' });
  useEffect(() => {
    const address =
      token === '' ? '/api/v1/wallboard/live' : `/api/v1/wallboard/shown/${encodeURIComponent(token)}`;
    let source: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const connect = () => {
      source = new EventSource(address);
      source.addEventListener('wallboard.told', (event: MessageEvent<string>) =>
        setState(heard(JSON.parse(event.data) as Wall, Date.now())),
      );
      source.addEventListener('error', () => {
        if (source?.readyState !== EventSource.CLOSED) return;
        timer = setTimeout(() => void again(), AGAIN_MS);
      });
    };
    // The browser tells no reason: whether the board may be shown still is asked for.
    const again = async () => {
      if (await isRefused(address)) setState({ kind: 'dark' });
      else connect();
    };
    connect();
    return () => {
      clearTimeout(timer);
      source?.close();
    };
  }, [token]);
  return state;
}

async function isRefused(address: string): Promise<boolean> {
  const answer = await fetch(address, { method: 'HEAD', credentials: 'same-origin' }).catch(() => null);
  return answer !== null && [401, 403, 404].includes(answer.status);
}
