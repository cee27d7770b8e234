declare module '#platform/bus/index.ts' {
  interface Events {
    /** Somebody could see a thread otherwise now; null: the categories or the settings changed. */
    'forum.changed': { threadId: string | null };
    /** A post is there that was not, for those who tell others of it. */
    'forum.posted': { threadId: string; postId: string; number: number };
  }
}

export {};
