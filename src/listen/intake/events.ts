declare module '#platform/bus/index.ts' {
  interface Events {
    /** An import was started or cancelled. */
    'import.changed': { importId: string };
    /** Trying the refused payloads again began, came further or ended. */
    'replay.changed': { replayId: string };
  }
}

export {};
