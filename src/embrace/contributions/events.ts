declare module '#platform/bus/index.ts' {
  interface Events {
    /** Something was made of what was said, credits changed, or a change of an article was suggested or decided. */
    'contributions.changed': Record<string, never>;
  }
}

export {};
