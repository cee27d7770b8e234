declare module '#platform/bus/index.ts' {
  interface Events {
    /** Somebody corrected what was understood of these posts, or took a correction back. */
    'labels.corrected': { postIds: string[] };
    /** Labelling what was stored before, twice a second at most. */
    'labels.progress': { state: 'running' | 'done'; done: number; total: number };
  }
}

export {};
