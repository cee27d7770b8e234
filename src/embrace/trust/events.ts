declare module '#platform/bus/index.ts' {
  interface Events {
    /** A member's level changed; null: the formula did. */
    'trust.changed': { memberId: string | null };
  }
}

export {};
