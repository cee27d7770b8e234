declare module '#platform/bus/index.ts' {
  interface Events {
    /** Somebody corrected what was understood of these posts, or took a correction back. */
    'labels.corrected': { postIds: string[] };
    /** The model in use is another one: a head of the company's own came or went. */
    'understanding.changed': Record<string, never>;
    /** Labelling what was stored before, twice a second at most. */
    'labels.progress': { state: 'running' | 'done'; done: number; total: number };
  }
}

export {};
