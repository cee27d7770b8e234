import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import type { TopicView } from '../../api/types.ts';
import { offerUndo } from '../../app/undo.ts';
import { toastError } from '../../components/toast-error.ts';
import { t } from '../../i18n/index.ts';

/** Pausing, resuming and removing a topic; each can be undone. */
export function useTopicActions(onRemoved?: () => void) {
  const queryClient = useQueryClient();
  const renew = () => queryClient.invalidateQueries({ queryKey: ['topics'] });
  const undoing = (path: string, body?: unknown) => async () => {
    await api.post(path, body).catch(toastError);
    await renew();
  };
  const state = useMutation({
    mutationFn: ({ topic, wish }: { topic: TopicView; wish: 'pause' | 'resume' }) =>
      api.post(`/topics/${topic.id}/${wish}`),
    onSuccess: (_answer, { topic, wish }) =>
      offerUndo({
        text: t(wish === 'pause' ? 'topics.pausedToast' : 'topics.resumedToast', { name: topic.name }),
        undo: undoing(`/topics/${topic.id}/${wish === 'pause' ? 'resume' : 'pause'}`),
      }),
    onError: toastError,
    onSettled: renew,
  });
  const removal = useMutation({
    mutationFn: (topic: TopicView) => api.delete<{ undo: string }>(`/topics/${topic.id}`),
    onSuccess: ({ undo }, topic) => {
      offerUndo({
        text: t('topics.removed', { name: topic.name }),
        undo: undoing('/topics/restore', { undo }),
      });
      onRemoved?.();
    },
    onError: toastError,
    onSettled: renew,
  });
  return {
    setState: (topic: TopicView, wish: 'pause' | 'resume') => state.mutate({ topic, wish }),
    remove: (topic: TopicView) => removal.mutate(topic),
  };
}
