import { mutationOptions, type QueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { ApiError } from '../../api/errors.ts';
import { toastError } from '../../components/toast-error.ts';
import { showToast } from '../../components/toast-store.ts';
import { t, tn } from '../../i18n/index.ts';

interface LetIn {
  conversationIds: string[];
  isMore: boolean;
}

/** Lets a single thread of a flood in. */
export const letInOf = (queryClient: QueryClient, id: string) =>
  mutationOptions({
    mutationFn: (postId: string) => api.post<LetIn>(`/inbox/floods/${id}/let-in`, { postIds: [postId] }),
    onSuccess: async () => {
      await renew(queryClient);
      showToast({ text: t('floods.did.letIn') });
    },
    onError: (error) => tellOvertaken(queryClient, error),
  });

/** Says that it is no flood: everything is let in. */
export const releaseOf = (queryClient: QueryClient, id: string) =>
  mutationOptions({
    mutationFn: () => api.post<LetIn>(`/inbox/floods/${id}/release`),
    onSuccess: async ({ conversationIds, isMore }) => {
      await renew(queryClient);
      showToast({
        text: isMore ? t('floods.did.releasing') : tn('floods.did.released', conversationIds.length),
      });
    },
    onError: (error) => tellOvertaken(queryClient, error),
  });

/** Whether a flood was let in, by us or by somebody faster: a large one stands there until the rest has followed. */
export function isReleased({ isSuccess, error }: { isSuccess: boolean; error: Error | null }): boolean {
  return isSuccess || (error instanceof ApiError && error.code === 'flood.not_found');
}

/** Somebody may have been faster: what is held is read again, so that nothing stands there that is gone. */
async function tellOvertaken(queryClient: QueryClient, error: Error): Promise<void> {
  toastError(error);
  await renew(queryClient);
}

const renew = (queryClient: QueryClient) =>
  Promise.all(['floods', 'inbox'].map((key) => queryClient.invalidateQueries({ queryKey: [key] })));
