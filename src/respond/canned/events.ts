declare module '#platform/bus/index.ts' {
  interface Events {
    /** Canned replies were written, changed or removed. */
    'canned.changed': Record<string, never>;
  }
}

export {};
