import type { OutState } from './domain.ts';

declare module '#platform/bus/index.ts' {
  interface Events {
    /** Something new may leave; dispatchers look at once. */
    'outbox.ready': Record<string, never>;
    'outbox.changed': { id: string; channel: string; state: OutState };
    /** Something was suspended, or goes on. */
    'outbox.switched': { id: string };
  }
}
