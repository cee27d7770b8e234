declare module '#platform/bus/index.ts' {
  interface Events {
    /** Shifts, settings or the stage are different. */
    'coverage.changed': { what: 'shifts' | 'settings' | 'stage' };
  }
}
