import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { offerUndo } from '../../app/undo.ts';
import { toastError } from '../../components/toast-error.ts';
import { t } from '../../i18n/index.ts';
import type { Added, IntentExampleView, IntentView } from './types.ts';

/** Changes to intents and examples; each can be undone. */
export function useIntentActions() {
  const queryClient = useQueryClient();
  const renew = async () => {
    await queryClient.invalidateQueries({ queryKey: ['intents'] });
    await queryClient.invalidateQueries({ queryKey: ['intent-examples'] });
  };
  const undoing = (run: () => Promise<unknown>) => async () => {
    await run().catch(toastError);
    await renew();
  };
  const shared = { onError: toastError, onSettled: renew };
  const rename = useMutation({
    ...shared,
    mutationFn: ({ intent, name }: { intent: IntentView; name: string }) =>
      api.patch(`/intents/${intent.id}`, { name }),
    onSuccess: (_answer, { intent, name }) =>
      offerUndo({
        text: t('intents.renamed', { name }),
        undo: undoing(() => api.patch(`/intents/${intent.id}`, { name: intent.name })),
      }),
  });
  const remove = useMutation({
    ...shared,
    mutationFn: (intent: IntentView) => api.delete<{ undo: string }>(`/intents/${intent.id}`),
    onSuccess: ({ undo }, intent) =>
      offerUndo({
        text: t('intents.removed', { name: intent.name }),
        undo: undoing(() => api.post('/intents/restore', { undo })),
      }),
  });
  const removeExample = useMutation({
    ...shared,
    mutationFn: ({ intent, example }: { intent: IntentView; example: IntentExampleView }) =>
      api.delete<{ text: string }>(`/intents/${intent.id}/examples/${example.id}`),
    onSuccess: ({ text }, { intent }) =>
      offerUndo({
        text: t('intents.exampleRemoved'),
        undo: undoing(() =>
          api.post<Added>(`/intents/${intent.id}/examples`, { lines: text.replaceAll(/\s+/g, ' ') }),
        ),
      }),
  });
  return { rename, remove, removeExample };
}
