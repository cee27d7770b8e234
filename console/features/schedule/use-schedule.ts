import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { toastError } from '../../components/toast-error.ts';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import type { ScheduledView, When } from './queries.ts';
import { timeWords } from './words.ts';

type Step = { kind: 'send' } | { kind: 'cancel' } | { kind: 'move'; when: When };

/** What can be done with an answer that leaves later. */
export function useScheduled(scheduled: ScheduledView, onCancelled?: (text: string) => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (step: Step) => {
      const { id, version } = scheduled;
      if (step.kind === 'move')
        return api.patch<ScheduledView>(`/schedule/${id}`, { version, when: step.when });
      return api.post<ScheduledView>(`/schedule/${id}/${step.kind}`, { version });
    },
    onSuccess: (after, step) => {
      if (step.kind === 'cancel') onCancelled?.(after.text);
      showToast({
        text:
          step.kind === 'move'
            ? t('schedule.moved', { time: timeWords(after.sendAt, after.zone) })
            : t(`schedule.did.${step.kind}`),
      });
    },
    onError: toastError,
    onSettled: () => {
      for (const queryKey of [['schedule'], ['inbox'], ['outbox']])
        void queryClient.invalidateQueries({ queryKey });
    },
  });
}

/** Schedules what stands in the composer. */
export function useSendLater(conversationId: string, onScheduled: () => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (wish: object & { when: When }) =>
      api.post<ScheduledView>(`/inbox/${conversationId}/scheduled`, wish),
    onSuccess: (scheduled) => {
      onScheduled();
      const text = t('schedule.added', { time: timeWords(scheduled.sendAt, scheduled.zone) });
      showToast({ text });
      for (const queryKey of [['schedule'], ['inbox']]) void queryClient.invalidateQueries({ queryKey });
    },
    onError: toastError,
  });
}
