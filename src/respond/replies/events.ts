import type { ReplyState } from './domain.ts';

declare module '#platform/bus/index.ts' {
  interface Events {
    /** A reply that had left came back, or somebody complained about it. */
    'reply.came_back': {
      replyId: string;
      conversationId: string;
      /** Who wrote it. */
      to: string;
      state: 'bounced' | 'complained';
      reason: string;
    };
    'reply.changed': { replyId: string; conversationId: string; state: ReplyState };
  }
}
