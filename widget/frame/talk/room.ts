import type { Page } from '../../shared/protocol.ts';
import type { Say } from '../messages/index.ts';
import type { Action } from '../state/actions.ts';
import { reduce } from '../state/reduce.ts';
import { INITIAL, type State } from '../state/state.ts';
import type { Api } from './api.ts';
import type { Keep } from './keep.ts';

/** What everything in the frame works with. */
export interface Room {
  readonly api: Api;
  readonly keep: Keep;
  readonly store: Store;
  language: string;
  page: Page | null;
  identity: string | null;
  /** The next visit is to begin anew, also for somebody whom the server knows. */
  wantsNew: boolean;
  /** Waits; see `rest`. */
  rest: typeof rest;
  /** Texts in the language of now. */
  say: Say;
}

export interface Store {
  readonly state: State;
  dispatch(action: Action): void;
  subscribe(listener: (state: State, before: State, action: Action) => void): void;
}

/** What listeners dispatch comes after they all have heard of what went before, so nobody hears old news last. */
export function createStore(): Store {
  let state = INITIAL;
  let isTelling = false;
  const queue: Action[] = [];
  const listeners: ((state: State, before: State, action: Action) => void)[] = [];
  return {
    get state() {
      return state;
    },
    dispatch(action) {
      queue.push(action);
      if (isTelling) return;
      isTelling = true;
      try {
        for (let next = queue.shift(); next; next = queue.shift()) {
          const before = state;
          state = reduce(before, next);
          if (state !== before) for (const listener of listeners) listener(state, before, next);
        }
      } finally {
        isTelling = false;
      }
    },
    subscribe: (listener) => void listeners.push(listener),
  };
}

/** A name that nobody else chooses. */
export function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

/** Waits for 1, 2, 4 … 60 seconds, each up to a fifth longer so that not everybody comes back at once. */
export function backoffMs(attempt: number): number {
  return Math.min(60_000, 1000 * 2 ** Math.min(attempt, 10)) * (1 + Math.random() / 5);
}

/** Ends early when the signal does or the network comes back. */
export function rest(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener('online', done);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    addEventListener('online', done);
    signal?.addEventListener('abort', done);
  });
}
