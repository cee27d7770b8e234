declare module '#platform/bus/index.ts' {
  interface Events {
    /** Hours, zone or exceptions of a calendar are different, or it is gone. */
    'calendar.changed': { calendarId: string };
  }
}

export {};
