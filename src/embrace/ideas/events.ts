declare module '#platform/bus/index.ts' {
  interface Events {
    /** Somebody could see an idea otherwise now; null: boards, the changelog or several ideas changed. */
    'idea.changed': { ideaId: string | null };
  }
}

export {};
