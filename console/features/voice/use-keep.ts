import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { toastError } from '../../components/toast-error.ts';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import type { ExamplePreview, ExampleView } from './types.ts';

export type Words = Partial<Pick<ExamplePreview, 'question' | 'answer'>>;

/** Keeps an answer as an example; undo removes it again. */
export function useKeep(postId: string, onKept: () => void) {
  const queryClient = useQueryClient();
  const renew = () => {
    for (const queryKey of [
      ['voice', 'examples'],
      ['knowledge', 'suggestions'],
    ])
      void queryClient.invalidateQueries({ queryKey });
  };
  return useMutation({
    mutationFn: (words: Words) => api.post<ExampleView>('/voice/examples', { postId, ...words }),
    onSuccess: ({ id }) => {
      onKept();
      renew();
      showToast({
        text: t('voice.example.kept'),
        action: {
          label: t('common.undo'),
          run: () => void api.delete(`/voice/examples/${id}`).then(renew, toastError),
        },
      });
    },
  });
}
