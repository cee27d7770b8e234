import { useQueryClient } from '@tanstack/react-query';
import type { CasePageView } from '#respond/case-page/schema.ts';
import { api } from '../../api/client.ts';
import { offerUndo } from '../../app/undo.ts';
import { toastError } from '../../components/toast-error.ts';
import { t } from '../../i18n/index.ts';
import type { bodyOf } from './choice.ts';

/** What can be done with a page that was sent. A change can be undone; the link that was taken back cannot be told again. */
export function usePageActions() {
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['cases'] });
  const patch = (id: string, body: ReturnType<typeof bodyOf>) => api.patch(`/case-pages/${id}`, body);
  return {
    refresh,
    async change(page: CasePageView, body: ReturnType<typeof bodyOf>) {
      await patch(page.id, body);
      const { conversationIds, showsFields, showsPromises, nextStep } = page;
      offerUndo({
        text: t('casePage.changed'),
        undo: async () => {
          await patch(page.id, { conversationIds, showsFields, showsPromises, nextStep }).catch(toastError);
          await refresh();
        },
      });
    },
    revoke: (page: CasePageView) => api.delete(`/case-pages/${page.id}`).catch(toastError).then(refresh),
  };
}
