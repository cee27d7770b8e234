/** Sessions, tokens, role or state of this user changed: whatever was remembered about their rights is void. */
export interface AccessChanged {
  userId: string;
}

declare module '#platform/bus/index.ts' {
  interface Events {
    'access.changed': AccessChanged;
  }
}
