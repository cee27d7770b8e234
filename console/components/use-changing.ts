import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { toastError } from './toast-error.ts';

/** How the screens of a feature change things: what is asked under this key is asked again afterwards. */
export function changingOf(key: string) {
  const useSaving = (run: () => Promise<unknown>, onDone?: () => void) => {
    const queryClient = useQueryClient();
    return useMutation({
      mutationFn: run,
      onSuccess: onDone,
      onSettled: () => queryClient.invalidateQueries({ queryKey: [key] }),
    });
  };
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
    /** The same for a form, which shows itself what went wrong. */
    useSaving,
    /** Adds what is new below a path, or changes what stands there already. */
    useKeeping(path: string, known: { id: string } | undefined, body: object, onDone: () => void) {
      return useSaving(() => (known ? api.put(`${path}/${known.id}`, body) : api.post(path, body)), onDone);
    },
  };
}
