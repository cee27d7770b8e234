import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { api } from '../../api/client.ts';
import type { ConversationDetail } from '../../api/types.ts';
import { deviceShelf as shelf } from '../../components/shelf.ts';
import { DraftSaver } from './draft-saver.ts';
import { keepWords, keptWords } from './kept-words.ts';
import type { MailWords } from './mail-words.ts';
import { onOutsideDraft } from './outside-draft.ts';

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

/** A draft kept on this device only: of notes, and of what is said to many. */
export function useLocalDraft(key: string) {
  const [text, setText] = useState(() => shelf.getItem(key) ?? '');
  const write = (next: string) => {
    setText(next);
    if (next === '') shelf.removeItem(key);
    else shelf.setItem(key, next);
  };
  return { text, write };
}

/** What is written beside a mail, kept on this device until it is sent. */
export function useKeptWords(key: string) {
  const [words, setWords] = useState(() => keptWords(shelf, key));
  const write = (next: MailWords) => {
    setWords(next);
    keepWords(shelf, key, next);
  };
  return { words, write };
}

function rememberDraft(queryClient: QueryClient, id: string, text: string): void {
  queryClient.setQueryData<ConversationDetail>(['inbox', 'detail', id], (detail) =>
    detail === undefined ? detail : { ...detail, draft: text === '' ? null : text },
  );
}
