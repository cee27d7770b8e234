declare module '#platform/bus/index.ts' {
  interface Events {
    /** Something came into the queue, or left it; or an appeal did. */
    'moderation.changed': { kind: string; id: string };
    /** Something was done that a member should hear of. */
    'moderation.acted': { actionId: string; memberId: string };
  }
}

export {};
