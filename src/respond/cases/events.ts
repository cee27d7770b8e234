declare module '#platform/bus/index.ts' {
  interface Events {
    /** Cases are new or different. `ids` holds at most 100, `count` says how many: more come as several events. */
    'case.changed': { ids: string[]; count: number };
  }
}

export {};
