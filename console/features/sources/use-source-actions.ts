import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import type { SourceView } from '../../api/types.ts';
import { offerUndo } from '../../app/undo.ts';
import { toastError } from '../../components/toast-error.ts';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';

/** Starting, pausing, reading at once and removing a source. */
export function useSourceActions() {
  const queryClient = useQueryClient();
  const renew = () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: ['sources'] }),
      queryClient.invalidateQueries({ queryKey: ['health'] }),
    ]);
  const put = useMutation({
    mutationFn: ({ source, wish }: { source: SourceView; wish: 'start' | 'pause' }) =>
      api.post(`/sources/${source.id}/${wish}`),
    onSuccess: (_answer, { source, wish }) => {
      const back = wish === 'start' ? 'pause' : 'start';
      offerUndo({
        text: t(wish === 'start' ? 'sources.started' : 'sources.pausedToast', { name: source.name }),
        undo: async () => {
          await api.post(`/sources/${source.id}/${back}`).catch(toastError);
          await renew();
        },
      });
    },
    onError: toastError,
    onSettled: renew,
  });
  const readNow = useMutation({
    mutationFn: (source: SourceView) => api.post(`/sources/${source.id}/read-now`),
    onSuccess: (_answer, source) => showToast({ text: t('sources.readingNow', { name: source.name }) }),
    onError: toastError,
    onSettled: renew,
  });
  return {
    start: (source: SourceView) => put.mutate({ source, wish: 'start' }),
    pause: (source: SourceView) => put.mutate({ source, wish: 'pause' }),
    readNow: (source: SourceView) => readNow.mutate(source),
    remove: async (source: SourceView) => {
      await api.delete(`/sources/${source.id}`);
      await renew();
      offerUndo({
        text: t('sources.removed', { name: source.name }),
        undo: async () => {
          await api.post(`/sources/${source.id}/restore`).catch(toastError);
          await renew();
        },
      });
    },
  };
}
