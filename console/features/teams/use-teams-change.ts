import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toastError } from '../../components/toast-error.ts';
import { showToast } from '../../components/toast-store.ts';

/** Changes teams, people or absences, and shows them anew. */
export function useTeamsChange<T>(send: (input: T) => Promise<unknown>, said: string, then?: () => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['teams'] });
      showToast({ text: said });
      then?.();
    },
    onError: toastError,
  });
}
