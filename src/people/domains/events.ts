declare module '#platform/bus/index.ts' {
  interface Events {
    /** An address of the public site was added, changed, checked or removed. */
    'domains.changed': Record<string, never>;
  }
}

export {};
