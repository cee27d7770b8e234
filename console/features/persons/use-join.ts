import { useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { offerUndo } from '../../app/undo.ts';
import { toastError } from '../../components/toast-error.ts';

/** Sends a change of who somebody is, says that it was done, and offers to take it back. Answers whether it was done. */
export function useJoin(): (path: string, body: unknown, text: string) => Promise<boolean> {
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['persons'] });
  return async (path, body, text) => {
    try {
      const { changeId } = await api.post<{ changeId: string }>(path, body);
      offerUndo({
        text,
        undo: async () => {
          await api.post(`/persons/changes/${changeId}/undo`);
          await refresh();
        },
      });
      await refresh();
      return true;
    } catch (error) {
      toastError(error);
      return false;
    }
  };
}
