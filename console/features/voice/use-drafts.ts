import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { toastError } from '../../components/toast-error.ts';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import type { DraftView } from './types.ts';

/** Asks for a draft; it lands in the field, to be edited. What stands there goes along as the agent's wish, and can be had back. */
export function useDrafts(conversationId: string, text: string, write: (text: string) => void) {
  const [draft, setDraft] = useState<DraftView | null>(null);
  const mutation = useMutation({
    mutationFn: () => api.post<DraftView>('/voice/drafts', { conversationId, wish: text.slice(0, 1000) }),
    onSuccess: (made) => {
      const before = text;
      write(made.text);
      setDraft(made);
      if (before.trim() !== '')
        showToast({
          text: t('voice.draft.done'),
          action: { label: t('common.undo'), run: () => write(before) },
        });
    },
    onError: toastError,
  });
  return {
    draft: text.trim() === '' ? null : draft,
    ask: () => mutation.mutate(),
    isBusy: mutation.isPending,
  };
}
