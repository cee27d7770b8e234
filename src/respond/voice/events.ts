declare module '#platform/bus/index.ts' {
  interface Events {
    /** The guide, examples, or the reading of new accounts are different. */
    'voice.changed': { what: 'guide' | 'examples' | 'reading' | 'drafting' };
  }
}

export {};
