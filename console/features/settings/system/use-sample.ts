import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../api/client.ts';
import { queries } from '../../../api/queries.ts';

/** The sample stream: whether it runs, and how to start and remove it. It changes nearly everything that is on screen. */
export function useSample() {
  const sources = useQuery(queries.sources());
  const queryClient = useQueryClient();
  return {
    /** Undefined while it is not known. */
    isOn: sources.data?.some((source) => source.kind === 'sample'),
    error: sources.error,
    start: async () => {
      await api.post('/brand/sample');
      await queryClient.invalidateQueries();
    },
    remove: async () => {
      await api.delete('/brand/sample');
      await queryClient.invalidateQueries();
    },
  };
}
