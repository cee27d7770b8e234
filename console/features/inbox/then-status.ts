import { useState } from 'react';
import { deviceShelf as shelf } from '../../components/shelf.ts';

export type ThenStatus = 'waiting' | 'done' | 'open';

const KEY = 'rapport.then';

/** What becomes of a conversation after a reply; this device remembers the choice. */
export function useThenStatus(): [ThenStatus, (status: ThenStatus) => void] {
  const [status, setStatus] = useState<ThenStatus>(() => {
    const kept = shelf.getItem(KEY);
    return kept === 'done' || kept === 'open' ? kept : 'waiting';
  });
  const choose = (next: ThenStatus) => {
    setStatus(next);
    shelf.setItem(KEY, next);
  };
  return [status, choose];
}
