import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { showToast } from '../../components/toast-store.ts';
import { toastError } from '../../components/toast-error.ts';
import { t } from '../../i18n/index.ts';
import type { ApprovalView } from './types.ts';

export interface Act {
  name: 'approve' | 'reject' | 'ask' | 'suggest' | 'accept' | 'insist' | 'withdraw' | 'hand-over' | 'texts';
  body?: object;
}

/** Says a word about a reply that waits. What somebody else decided meanwhile is told, and the list is read again. */
export function useAct(approval: ApprovalView, onDone?: () => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ name, body = {} }: Act) =>
      name === 'texts'
        ? api.put<ApprovalView>(`/approvals/${approval.id}/texts`, body)
        : api.post<ApprovalView>(`/approvals/${approval.id}/${name}`, body),
    onSuccess: (after, { name }) => {
      const isStopped = after.state === 'approved' && after.problem !== null;
      showToast(
        isStopped
          ? { text: t('approvals.stopped', { problem: after.problem ?? '' }), tone: 'bad' }
          : { text: t(`approvals.said.${name}`) },
      );
      onDone?.();
    },
    onError: toastError,
    onSettled: () => {
      for (const queryKey of [['approvals'], ['outbox'], ['inbox', 'detail', approval.conversationId]])
        void queryClient.invalidateQueries({ queryKey });
    },
  });
}
