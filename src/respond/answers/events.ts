declare module '#platform/bus/index.ts' {
  interface Events {
    /** The contact form was opened or closed. */
    'contact.changed': Record<string, never>;
  }
}

export {};
