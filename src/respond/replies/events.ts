import type { OutState } from '#platform/outbox/index.ts';

declare module '#platform/bus/index.ts' {
  interface Events {
    'reply.changed': { replyId: string; conversationId: string; state: OutState };
  }
}
