import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { toastError } from '../../components/toast-error.ts';

/** Marks one notice, or all, as read. */
export function useNoticeActions() {
  const queryClient = useQueryClient();
  const settled = () => queryClient.invalidateQueries({ queryKey: ['notices'] });
  const one = useMutation({
    mutationFn: (id: string) => api.post(`/notices/${id}/read`),
    onSettled: settled,
  });
  const all = useMutation({
    mutationFn: () => api.post('/notices/read-all'),
    onError: toastError,
    onSettled: settled,
  });
  return { read: one.mutate, readAll: () => all.mutate(), isBusy: all.isPending };
}
