declare module '#platform/bus/index.ts' {
  interface Events {
    /** Cases are new or different. `ids` holds at most 100 of them, `count` says how many there are. */
    'case.changed': { ids: string[]; count: number };
  }
}

export {};
