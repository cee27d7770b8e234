import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toastError } from './toast-error.ts';

/** How the screens of a feature change things: what is asked under this key is asked again afterwards. */
export function changingOf(key: string) {
  return {
    /** Does something, and says what went wrong. */
    useChanging<Input>(run: (input: Input) => Promise<unknown>, onDone?: () => void) {
      const queryClient = useQueryClient();
      return useMutation({
        mutationFn: run,
        onError: toastError,
        onSuccess: onDone,
        onSettled: () => queryClient.invalidateQueries({ queryKey: [key] }),
      });
    },
    /** The same for a dialog, which shows itself what went wrong. */
    useSaving(run: () => Promise<unknown>, onDone: () => void) {
      const queryClient = useQueryClient();
      return useMutation({
        mutationFn: run,
        onSuccess: onDone,
        onSettled: () => queryClient.invalidateQueries({ queryKey: [key] }),
      });
    },
  };
}
