declare module '#platform/bus/index.ts' {
  interface Events {
    /** Somebody has an account now. */
    'member.joined': { memberId: string };
    /** Name, picture, state or anything else of a member changed. */
    'member.changed': { memberId: string };
    /** What a member left is to be shown as a former member's, or went. */
    'member.erased': { memberId: string };
    /** How the community is set up changed. */
    'community.changed': Record<string, never>;
  }
}

export {};
