import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { offerUndo } from '../../app/undo.ts';
import { showToast } from '../../components/toast-store.ts';
import { toastError } from '../../components/toast-error.ts';
import { t } from '../../i18n/index.ts';
import { HOLD_SECONDS } from '../inbox/hold.ts';
import type { ApprovalView } from './types.ts';

export interface Act {
  name: 'approve' | 'reject' | 'ask' | 'suggest' | 'accept' | 'insist' | 'withdraw' | 'hand-over' | 'texts';
  body?: object;
}

/** Says a word about a reply that waits. What somebody else decided meanwhile is told, and the list is read again. */
export function useAct(approval: ApprovalView, onDone?: () => void) {
  const queryClient = useQueryClient();
  const renew = () => {
    for (const queryKey of [['approvals'], ['outbox'], ['inbox', 'detail', approval.conversationId]])
      void queryClient.invalidateQueries({ queryKey });
  };
  const takeBack = async ({ replyId }: ApprovalView) => {
    try {
      await api.post(`/replies/${replyId}/cancel`);
      showToast({ text: t('approvals.takenBack') });
    } catch (error) {
      toastError(error);
    }
    renew();
  };
  return useMutation({
    mutationFn: ({ name, body = {} }: Act) =>
      name === 'texts'
        ? api.put<ApprovalView>(`/approvals/${approval.id}/texts`, body)
        : api.post<ApprovalView>(`/approvals/${approval.id}/${name}`, body),
    onSuccess: (after, { name }) => {
      if (after.state !== 'approved') showToast({ text: t(`approvals.said.${name}`) });
      else if (after.problem !== null)
        showToast({ text: t('approvals.stopped', { problem: after.problem }), tone: 'bad' });
      else
        offerUndo({
          text: t('approvals.leaves', { said: t(`approvals.said.${name}`), seconds: HOLD_SECONDS }),
          undo: () => takeBack(after),
        });
      onDone?.();
    },
    onError: toastError,
    onSettled: renew,
  });
}
