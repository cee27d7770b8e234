declare module '#platform/bus/index.ts' {
  interface Events {
    /** Who is in a segment may be others now: its condition or somebody's place by hand is different. */
    'segment.changed': Record<string, never>;
  }
}

export {};
