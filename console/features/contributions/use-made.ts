import { useQueryClient } from '@tanstack/react-query';
import { useGo } from '../../app/go.ts';
import { api } from '../../api/client.ts';
import { offerUndo } from '../../app/undo.ts';
import { toastError } from '../../components/toast-error.ts';
import { t } from '../../i18n/index.ts';

/** Says what was made, leads to it, and takes it back with `z`. */
export function useMade() {
  const go = useGo();
  const queryClient = useQueryClient();
  const renew = () =>
    Promise.all(
      ['knowledge', 'community', 'contributions'].map((key) =>
        queryClient.invalidateQueries({ queryKey: [key] }),
      ),
    );
  const offer = (text: string, path: string, label: string, target: string) => {
    offerUndo({
      text,
      open: { label, run: () => go(target) },
      undo: async () => {
        await api.delete(path).catch(toastError);
        await renew();
      },
    });
    void renew();
  };
  return {
    article: (id: string) =>
      offer(
        t('contributions.article.made'),
        `/contributions/articles/${id}`,
        t('contributions.article.open'),
        `/knowledge/${id}`,
      ),
    thread: (id: string) =>
      offer(
        t('contributions.thread.made'),
        `/contributions/threads/${id}`,
        t('contributions.thread.open'),
        `/community-desk/${id}`,
      ),
  };
}
