declare module '#platform/bus/index.ts' {
  interface Events {
    /** Posts were stored. `postIds` holds at most 100 of them, `count` says how many there were. */
    'posts.stored': { postIds: string[]; count: number };
    /** Authors deleted posts that were stored; same limits. */
    'posts.deleted': { postIds: string[]; count: number };
  }
}

export {};
