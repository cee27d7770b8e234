declare module '#platform/bus/index.ts' {
  interface Events {
    /** A customer rated, or is to be asked, or refused; at most 100 ids, more come as several events. */
    'satisfaction.changed': { conversationIds: string[] };
  }
}

export {};
