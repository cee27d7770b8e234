declare module '#platform/bus/index.ts' {
  interface Events {
    /** Something is there to be read for these members, or was read. At most 100 at a time. */
    'notifications.changed': { memberIds: string[] };
  }
}

export {};
