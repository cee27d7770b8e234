import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import type { TopicView } from '../../api/types.ts';
import { useLive } from '../../app/live.ts';
import { offerUndo } from '../../app/undo.ts';
import { toastError } from '../../components/toast-error.ts';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import { againOf } from './outlets.ts';
import { demandQueries } from './queries.ts';
import type { NeedInput, NeedView, OutletView, Taken } from './types.ts';

/** Asks again for what is on screen as soon as the server says that it changed. */
export function useDemandLive(): void {
  const renew = useRenew();
  useLive('demand.changed', () => void renew());
}

function useRenew() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ['demand'] });
}

/** Makes or changes a need. */
export function useSaveNeed(need: NeedView | undefined, onSaved: () => void) {
  const renew = useRenew();
  return useMutation({
    mutationFn: (input: NeedInput) =>
      need === undefined
        ? api.post<NeedView>('/demand/needs', input)
        : api.patch<NeedView>(`/demand/needs/${need.id}`, input),
    onSuccess: async (saved) => {
      await renew();
      showToast({ text: need === undefined ? t('demand.made', { name: saved.name }) : t('demand.saved') });
      onSaved();
    },
  });
}

/** Removes a need; undoing makes the same one again, and its past is counted anew. */
export function useRemoveNeed(onRemoved?: () => void) {
  const renew = useRenew();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (need: NeedView) => api.delete(`/demand/needs/${need.id}`),
    onSuccess: async (_answer, { name, topicIds, ...rest }) => {
      const { item, itemNames, zone, leadDays, alertFrom } = rest;
      onRemoved?.();
      offerUndo({
        text: t('demand.removed', { name }),
        undo: async () => {
          const known = client.getQueryData<{ items: TopicView[] }>(queries.topics().queryKey)?.items;
          const kept = topicIds.filter((id) => known === undefined || known.some((topic) => topic.id === id));
          await api
            .post('/demand/needs', { name, topicIds: kept, item, itemNames, zone, leadDays, alertFrom })
            .catch(toastError);
          await renew();
        },
      });
      await client.invalidateQueries({ queryKey: demandQueries.needs().queryKey });
    },
    onError: toastError,
  });
}

/** Removes an outlet; undoing brings it back with its stock. */
export function useRemoveOutlet() {
  const renew = useRenew();
  return useMutation({
    mutationFn: (outlet: OutletView) => api.delete(`/demand/outlets/${encodeURIComponent(outlet.code)}`),
    onSuccess: async (_answer, outlet) => {
      await renew();
      offerUndo({
        text: t('demand.outlets.removed', { name: outlet.name }),
        undo: async () => {
          await api.put('/demand/outlets', { outlets: againOf(outlet) }).catch(toastError);
          await renew();
        },
      });
    },
    onError: toastError,
  });
}

export function useImportOutlets() {
  const renew = useRenew();
  return useMutation({
    mutationFn: (csv: string) => api.post<Taken>('/demand/outlets/import', { csv }),
    onSuccess: renew,
  });
}
