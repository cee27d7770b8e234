import { useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { offerUndo } from '../../app/undo.ts';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import type { ReviewView } from './queries.ts';
import { useSaving } from './use-changing.ts';

/** Removes a review, and offers to bring back what was shown; what waited for a look would be shown unseen. */
export function useRemoving(
  { id, title, state }: Pick<ReviewView, 'id' | 'title' | 'state'>,
  given: { reason: string; note: string },
  onDone: () => void,
) {
  const queryClient = useQueryClient();
  return useSaving(
    () => api.put(`/reviews/${id}/removed`, given),
    () => {
      onDone();
      const text = t('reviews.remove.done', { title });
      if (state !== 'shown') {
        showToast({ text });
        return;
      }
      offerUndo({
        text,
        undo: async () => {
          await api.delete(`/reviews/${id}/removed`);
          await queryClient.invalidateQueries({ queryKey: ['reviews'] });
        },
      });
    },
  );
}
