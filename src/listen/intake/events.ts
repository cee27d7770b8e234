declare module '#platform/bus/index.ts' {
  interface Events {
    /** An import was started or cancelled. */
    'import.changed': { importId: string };
  }
}

export {};
