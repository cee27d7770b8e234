declare module '#platform/bus/index.ts' {
  interface Events {
    /** Teams, what people can do, or who is there: something is different. */
    'teams.changed': Record<string, never>;
  }
}

export {};
