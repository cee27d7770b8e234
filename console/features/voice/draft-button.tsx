import { useMutation } from '@tanstack/react-query';
import { PenLine } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { IconButton } from '../../components/button.tsx';
import { toastError } from '../../components/toast-error.ts';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import type { ContextView, DraftView } from './types.ts';

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

export function DraftButton({
  drafting,
  drafts,
}: {
  drafting: ContextView['drafting'] | undefined;
  drafts: ReturnType<typeof useDrafts>;
}) {
  const mayWrite = useCan()('voice.write');
  if (!mayWrite || drafting === undefined || drafting === 'off') return null;
  return (
    <IconButton
      icon={PenLine}
      label={t(
        drafting === 'private' ? 'voice.draft.private' : drafts.isBusy ? 'voice.draft.busy' : 'voice.draft',
      )}
      disabled={drafting === 'private' || drafts.isBusy}
      onClick={drafts.ask}
    />
  );
}

/** What a draft rests on, as long as something of it stands in the field. */
export function Citations({ draft }: { draft: DraftView | null }) {
  if (draft === null) return null;
  return (
    <p className="voice-citations">
      {t('voice.draft.cites')}{' '}
      {draft.citations.map(({ articleId, title }, index) => (
        <span key={articleId}>
          {index > 0 && ', '}
          <a href={`/knowledge/${articleId}`} target="_blank" rel="noopener noreferrer">
            {title}
          </a>
        </span>
      ))}
      . {t('voice.draft.read')}
    </p>
  );
}
