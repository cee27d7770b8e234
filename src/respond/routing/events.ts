declare module '#platform/bus/index.ts' {
  interface Events {
    /** Rules are different, or in another order. */
    'routing.changed': { revision: number };
  }
}

export {};
