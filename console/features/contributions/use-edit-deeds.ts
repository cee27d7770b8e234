import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { offerUndo } from '../../app/undo.ts';
import { toastError } from '../../components/toast-error.ts';
import { t } from '../../i18n/index.ts';
import type { EditDetail } from './queries.ts';

/** What a colleague does with a change that a member suggested; each can be taken back with `z`. */
export function useEditDeeds({ id, now }: Pick<EditDetail, 'id' | 'now'>, onDone: () => void) {
  const queryClient = useQueryClient();
  const path = `/contributions/edits/${id}`;
  const renew = async () => {
    await queryClient.invalidateQueries({ queryKey: ['contributions'] });
    await queryClient.invalidateQueries({ queryKey: ['knowledge'] });
  };
  const done = (text: string) => {
    onDone();
    offerUndo({
      text,
      undo: async () => {
        await api.post(`${path}/reopen`).catch(toastError);
        await renew();
      },
    });
  };
  // What others did meanwhile is shown where it was refused.
  const onSettled = () => void renew();
  const take = useMutation({
    mutationFn: (words: { title: string; body: string }) =>
      api.post(`${path}/take`, { ...words, version: now?.version }),
    onSuccess: () => done(t('contributions.did.taken')),
    onSettled,
  });
  const decline = useMutation({
    mutationFn: (reason: string) => api.post(`${path}/decline`, { reason }),
    onSuccess: () => done(t('contributions.did.declined')),
    onSettled,
  });
  const reopen = useMutation({
    mutationFn: () => api.post(`${path}/reopen`),
    onSuccess: onDone,
    onSettled,
  });
  return { take, decline, reopen };
}
