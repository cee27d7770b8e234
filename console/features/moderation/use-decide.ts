import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { toastError } from '../../components/toast-error.ts';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import { isProfile, versionThen } from './cases.ts';
import type { CaseView } from './queries.ts';

export interface Decision {
  decision: 'hide' | 'keep' | 'ignore';
  reason?: string;
  silenceDays?: number | null;
}

/** Decides something, with a way back at once, and takes decisions back. `onError` tells why a decision failed. */
export function useDecide(row: CaseView, onError: (error: Error) => void = toastError) {
  const queryClient = useQueryClient();
  const path = `/moderation/queue/${row.kind}/${row.id}`;
  const settle = () => queryClient.invalidateQueries({ queryKey: ['moderation'] });
  const undo = useMutation({
    mutationFn: (version: number) => api.post(`${path}/undo`, { version }),
    onSuccess: () => showToast({ text: t('moderation.undone') }),
    onError: toastError,
    onSettled: settle,
  });
  const decide = useMutation({
    mutationFn: (wish: Decision) => api.put(`${path}/decision`, { ...wish, version: row.version }),
    onSuccess: (_answer, { decision }) => {
      showToast({
        text: t(
          decision === 'hide' && isProfile(row) ? 'moderation.done.takeAway' : `moderation.done.${decision}`,
        ),
        action: {
          label: t('common.undo'),
          run: () => undo.mutate(versionThen(row)),
        },
      });
    },
    onError,
    onSettled: settle,
  });
  return { decide, undo };
}
