declare module '#platform/bus/index.ts' {
  interface Events {
    /** Conversations are new or different. `ids` holds at most 100, `count` says how many: more come as several events. */
    'inbox.changed': { ids: string[]; count: number };
    /** Who has a conversation open. */
    'inbox.presence': { conversationId: string; viewers: { id: string; name: string; isTyping: boolean }[] };
    /** One process tells the others whom it saw. */
    'inbox.seen': {
      conversationId: string;
      userId: string;
      name: string;
      isTyping: boolean;
      hasLeft: boolean;
    };
    /** Conversations were done just now; at most 100 ids, more come as several events. */
    'inbox.done': { ids: string[] };
    /** A note named a colleague. */
    'note.mentioned': { userId: string; conversationId: string; noteId: string; by: string; excerpt: string };
  }
}

export {};
