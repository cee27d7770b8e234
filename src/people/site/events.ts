declare module '#platform/bus/index.ts' {
  interface Events {
    /** The look or the navigation of the public site changed, or which pages of one's own there are. */
    'site.changed': Record<string, never>;
  }
}

export {};
