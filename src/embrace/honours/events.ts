declare module '#platform/bus/index.ts' {
  interface Events {
    /** Badges, ranks or boards are other ones now. */
    'honours.changed': Record<never, never>;
  }
}

export {};
