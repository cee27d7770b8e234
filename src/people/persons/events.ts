declare module '#platform/bus/index.ts' {
  interface Events {
    /** Accounts belong to another person now, or more is known about them; at most 100 ids, more come as several events. */
    'person.changed': { accountIds: string[] };
  }
}

export {};
