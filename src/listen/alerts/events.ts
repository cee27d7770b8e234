declare module '#platform/bus/index.ts' {
  interface Events {
    /** An incident began, grew, ended or was dealt with; or rules changed. */
    'alert.changed': { incidentId: string | null };
    /** Messages are waiting to leave. */
    'alert.due': Record<string, never>;
  }
}

export {};
