declare module '#platform/bus/index.ts' {
  interface Events {
    /** A topic was made, changed, paused, removed or brought back; `*` when it was many at once. */
    'topic.changed': { topicId: string };
    /** Its search of stored posts moved on: at most twice a second, and when its state changes. */
    'topic.progress': {
      topicId: string;
      state: 'running' | 'paused' | 'done' | 'cancelled';
      done: number;
      total: number;
      found: number;
    };
  }
}

export {};
