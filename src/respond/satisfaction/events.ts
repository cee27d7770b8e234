declare module '#platform/bus/index.ts' {
  interface Events {
    /** A customer rated, or is to be asked, or refused. */
    'satisfaction.changed': { conversationIds: string[] };
  }
}

export {};
