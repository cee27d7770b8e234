declare module '#platform/bus/index.ts' {
  interface Events {
    /** A need was made, changed, removed or counted; `*` for outlets and their stock. */
    'demand.changed': { needId: string };
  }
}

export {};
