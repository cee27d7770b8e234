import type { Action } from '../state/actions.ts';
import { newId } from './room.ts';

/** Other tabs of the same browser with the same widget on the same site. */
export interface Tabs {
  tell(news: TabNews): void;
  /** Runs `work` in one tab at a time, until its signal ends; when that tab goes, another one's turn comes. */
  oneOfUs(work: (signal: AbortSignal) => Promise<void>): () => void;
  /** How many others there are, as far as they have said. */
  others(): number;
  /** This tab goes; it may come back from the browser's memory. */
  farewell(): void;
  close(): void;
}

export type TabNews = { kind: 'action'; action: Action } | { kind: 'token'; token: string | null };
type Greeting = { kind: 'here' | 'too' | 'gone'; tab: string };

/** What one tab learns and the others should know without asking. */
const SHARED: ReadonlySet<Action['type']> = new Set([
  'said',
  'discarded',
  'tookBack',
  'agentCame',
  'typed',
  'seenByAgent',
  'seen',
  'ended',
  'rated',
  'mailGiven',
]);

export function isShared(action: Action): boolean {
  return SHARED.has(action.type);
}

export function openTabs(widget: string, heard: (news: TabNews) => void): Tabs {
  const name = `rapport.chat.${widget}`;
  const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(name) : null;
  const tab = newId();
  const others = new Set<string>();
  let isClosed = false;
  const send = channel?.postMessage.bind(channel);
  const post = (news: TabNews | Greeting) => {
    if (!isClosed) send?.(news);
  };
  const greet = (kind: Greeting['kind']) => post({ kind, tab } satisfies Greeting);
  channel?.addEventListener('message', ({ data }) => {
    const news = data as TabNews | Greeting;
    if (news.kind === 'action' || news.kind === 'token') return heard(news);
    if (news.kind === 'gone') others.delete(news.tab);
    else others.add(news.tab);
    if (news.kind === 'here') greet('too');
  });
  greet('here');
  return {
    tell: (news) => post(news),
    others: () => others.size,
    farewell: () => greet('gone'),
    oneOfUs(work) {
      const ended = new AbortController();
      const { signal } = ended;
      const run = () => (signal.aborted ? Promise.resolve() : work(signal));
      // Without locks, or where storage is forbidden, each tab reads for itself.
      if (channel && 'locks' in navigator)
        navigator.locks.request(name, { signal }, run).catch(() => {
          if (!signal.aborted) void run();
        });
      else void run();
      return () => ended.abort();
    },
    close() {
      greet('gone');
      isClosed = true;
      channel?.close();
    },
  };
}
