declare module '#platform/bus/index.ts' {
  interface Events {
    /** Somebody could see an idea otherwise now; null: boards, the changelog or several ideas changed. */
    'idea.changed': {
      ideaId: string | null;
      /** Only votes, thanks, comments or followers of it are others. */
      isCount?: boolean;
    };
  }
}

export {};
