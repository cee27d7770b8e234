import { useMutation, useQueryClient } from '@tanstack/react-query';
import { BookOpenCheck } from 'lucide-react';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { Button } from '../../components/button.tsx';
import { Callout } from '../../components/callout.tsx';
import { toastError } from '../../components/toast-error.ts';
import { t } from '../../i18n/index.ts';
import type { ContextView } from './types.ts';

interface NoticeProps {
  reading: ContextView['reading'][number];
  conversationId: string;
}

/** Over the composer: the account still reads; for how long, why, and the button that counts this thread. */
export function ReadingNotice({ reading, conversationId }: NoticeProps) {
  const mayWrite = useCan()('voice.write');
  const queryClient = useQueryClient();
  const mark = useMutation({
    mutationFn: () => api.post(`/voice/reading/${reading.accountId}/posts`, { conversationId }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['voice'] }),
    onError: toastError,
  });
  const { postsRead, postsWanted, hasReadThis } = reading;
  return (
    <Callout
      tone="warn"
      actions={
        mayWrite &&
        !hasReadThis && (
          <Button size="s" icon={BookOpenCheck} isBusy={mark.isPending} onClick={() => mark.mutate()}>
            {t('voice.reading.mark')}
          </Button>
        )
      }
    >
      {reading.reason} {postsWanted > 0 && t('voice.reading.posts', { read: postsRead, wanted: postsWanted })}
    </Callout>
  );
}
