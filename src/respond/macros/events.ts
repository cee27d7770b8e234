declare module '#platform/bus/index.ts' {
  interface Events {
    /** Macros were written, changed or removed. */
    'macros.changed': Record<string, never>;
    /** A macro runs, or is taken back: how far it is. */
    'macro.progress': { runId: string; done: number; total: number };
  }
}

export {};
