declare module '#platform/bus/index.ts' {
  interface Events {
    /** Articles, or what they have learned, changed; at most 100 ids, none where it is everything. */
    'knowledge.changed': { articleIds: string[] };
  }
}

export {};
