import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toastError } from '../../components/toast-error.ts';

/** Does something to ideas, says what went wrong, and shows what is there now. */
export function useChanging<Input>(run: (input: Input) => Promise<unknown>, onDone?: () => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: run,
    onError: toastError,
    onSuccess: onDone,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['ideas'] }),
  });
}

/** The same for a dialog, which shows itself what went wrong. */
export function useSaving(run: () => Promise<unknown>, onDone: () => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: onDone,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['ideas'] }),
  });
}
