declare module '#platform/bus/index.ts' {
  interface Events {
    /** Something came into the queue, or left it; or an appeal did. Of `kind` `settings` and `word`: the rules changed. */
    'moderation.changed': { kind: string; id: string };
  }
}

export {};
