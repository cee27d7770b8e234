declare module '#platform/bus/index.ts' {
  interface Events {
    /** A reply was scheduled, changed, handed to the outbox, or waits for a decision. */
    'schedule.changed': { conversationId: string };
  }
}

export {};
