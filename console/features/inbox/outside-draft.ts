type Listener = (text: string) => void;

const listeners = new Map<string, Set<Listener>>();

/** Tells whoever shows the draft of a conversation that something else wrote it on the server, such as a macro. */
export function tellDraft(conversationId: string, text: string): void {
  for (const listener of listeners.get(conversationId) ?? []) listener(text);
}

/** Hears of such drafts; answers how to stop. */
export function onOutsideDraft(conversationId: string, listener: Listener): () => void {
  const known = listeners.get(conversationId) ?? new Set();
  listeners.set(conversationId, known.add(listener));
  return () => {
    known.delete(listener);
    if (known.size === 0) listeners.delete(conversationId);
  };
}
