declare module '#platform/bus/index.ts' {
  interface Events {
    /** A source was added, started, paused, changed or removed: readers take it up. */
    'source.changed': { sourceId: string };
    /** Somebody does not want to wait for the next poll. */
    'source.read_now': { sourceId: string };
    /** The health of sources may look different now. */
    'source.health': Record<string, never>;
    /** A source is in trouble for longer than it takes to recover by itself; told once. */
    'source.unhealthy': { sourceId: string; name: string; health: string; problem: string };
    /** Told once after `source.unhealthy`. */
    'source.recovered': { sourceId: string; name: string };
  }
}

export {};
