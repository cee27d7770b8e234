import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { api } from '../../api/client.ts';
import type { ConversationDetail } from '../../api/types.ts';
import { DraftSaver, safeShelf } from './draft-saver.ts';
import { onOutsideDraft } from './outside-draft.ts';

const shelf = safeShelf(() => localStorage);

/** The draft of a conversation: what stands in it, where it is saved, and how to change it. */
export function useDraft(conversationId: string, userId: string, saved: string | null) {
  const queryClient = useQueryClient();
  const [saver] = useState(
    () =>
      new DraftSaver({
        key: `rapport.draft.${userId}.${conversationId}`,
        shelf,
        saved: saved ?? '',
        put: async (text, isLast) => {
          rememberDraft(queryClient, conversationId, text);
          await api.put(`/inbox/${conversationId}/draft`, { text }, { isLast });
        },
      }),
  );
  const draft = useSyncExternalStore(saver.subscribe, saver.read);
  useEffect(() => {
    const onHide = () => void saver.save(true);
    void saver.save();
    globalThis.addEventListener('pagehide', onHide);
    return () => {
      globalThis.removeEventListener('pagehide', onHide);
      void saver.save(true);
    };
  }, [saver]);
  useEffect(() => onOutsideDraft(conversationId, (text) => saver.adopt(text)), [saver, conversationId]);
  return { ...draft, write: (text: string) => saver.write(text) };
}

/** A draft kept on this device only, for notes. */
export function useLocalDraft(key: string) {
  const [text, setText] = useState(() => shelf.getItem(key) ?? '');
  const write = (next: string) => {
    setText(next);
    if (next === '') shelf.removeItem(key);
    else shelf.setItem(key, next);
  };
  return { text, write };
}

function rememberDraft(queryClient: QueryClient, id: string, text: string): void {
  queryClient.setQueryData<ConversationDetail>(['inbox', 'detail', id], (detail) =>
    detail === undefined ? detail : { ...detail, draft: text === '' ? null : text },
  );
}
