declare module '#platform/bus/index.ts' {
  interface Events {
    /** What customers are asked for was changed. */
    'forms.changed': Record<string, never>;
  }
}

export {};
