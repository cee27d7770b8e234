declare module '#platform/bus/index.ts' {
  interface Events {
    /** A topic was made, changed, paused, removed or brought back, or its back-fill moved on. */
    'topic.changed': { topicId: string };
  }
}

export {};
