declare module '#platform/bus/index.ts' {
  interface Events {
    /** A visit has messages up to `seq`. */
    'chat.said': { visitId: string; seq: number };
    /** A message was taken back. */
    'chat.removed': { visitId: string; messageId: string };
    /** A visit ended. */
    'chat.closed': { visitId: string };
    /** What our side knows of a visitor changed: he came, left, reads another page, types (null: not about typing). */
    'chat.visitor': { conversationId: string; isTyping: boolean | null };
    /** Widgets or their settings changed. */
    'chat.changed': { widgetId: string };
  }
}

export {};
