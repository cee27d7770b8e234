declare module '#platform/bus/index.ts' {
  interface Events {
    /** An import of a community went on, or stands otherwise now. */
    'imports.changed': { importId: string };
  }
}

export {};
