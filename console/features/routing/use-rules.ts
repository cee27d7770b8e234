import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { toastError } from '../../components/toast-error.ts';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import type { Rules } from './types.ts';

/** Changes the list of rules on the revision that is shown; each change offers to be taken back. */
export function useRulesChange(): {
  isBusy: boolean;
  run(path: string, body: object, said: string, then?: () => void): void;
} {
  const queryClient = useQueryClient();
  const renew = () => queryClient.invalidateQueries({ queryKey: ['routing'] });
  const revision = () => queryClient.getQueryData<Rules>(['routing', 'rules'])?.revision ?? 0;
  const change = useMutation({
    mutationFn: ({ path, body, method }: { path: string; body: object; method: 'post' | 'put' }) =>
      api[method]<{ revision: number }>(path, { revision: revision(), ...body }),
    onError: async (error: Error) => {
      toastError(error);
      await renew();
    },
  });
  const run = (path: string, body: object, said: string, then?: () => void) =>
    change.mutate(
      { path, body, method: /rules\/[^/]+$/.test(path) ? 'put' : 'post' },
      {
        onSuccess: async () => {
          await renew();
          showToast({
            text: said,
            action: {
              label: t('common.undo'),
              run: () => run('/routing/undo', {}, t('routing.undone')),
            },
          });
          then?.();
        },
      },
    );
  return { isBusy: change.isPending, run };
}
