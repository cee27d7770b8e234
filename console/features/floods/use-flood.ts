import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { toastError } from '../../components/toast-error.ts';
import { showToast } from '../../components/toast-store.ts';
import { t, tn } from '../../i18n/index.ts';

interface LetIn {
  conversationIds: string[];
  isMore: boolean;
}

/** What can be done with what is held behind a conversation. */
export function useFlood(id: string) {
  const queryClient = useQueryClient();
  const renew = () =>
    Promise.all(['floods', 'inbox'].map((key) => queryClient.invalidateQueries({ queryKey: [key] })));
  const letIn = useMutation({
    mutationFn: (postId: string) => api.post<LetIn>(`/inbox/floods/${id}/let-in`, { postIds: [postId] }),
    onSuccess: async () => {
      await renew();
      showToast({ text: t('floods.did.letIn') });
    },
    onError: toastError,
  });
  const release = useMutation({
    mutationFn: () => api.post<LetIn>(`/inbox/floods/${id}/release`),
    onSuccess: async ({ conversationIds, isMore }) => {
      await renew();
      showToast({
        text: isMore ? t('floods.did.releasing') : tn('floods.did.released', conversationIds.length),
      });
    },
    onError: toastError,
  });
  return { letIn, release };
}
