import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import type { NeedView, OutletView, PictureView, WindowDays } from './types.ts';

/** While days are counted the numbers move. */
const COUNTING_MS = 2000;
const EVERY_MS = 60_000;

export const demandQueries = {
  needs: () =>
    queryOptions({
      queryKey: ['demand', 'needs'],
      queryFn: ({ signal }) => api.get<NeedView[]>('/demand/needs', {}, signal),
      refetchInterval: ({ state }) => (state.data?.some((need) => need.isCounting) ? COUNTING_MS : EVERY_MS),
    }),
  picture: (needId: string, days: WindowDays) =>
    queryOptions({
      queryKey: ['demand', 'picture', needId, days],
      queryFn: ({ signal }) => api.get<PictureView>(`/demand/needs/${needId}/picture`, { days }, signal),
      placeholderData: keepPreviousData,
      refetchInterval: ({ state }) => (state.data?.need.isCounting ? COUNTING_MS : EVERY_MS),
    }),
  outlets: () =>
    queryOptions({
      queryKey: ['demand', 'outlets'],
      queryFn: ({ signal }) => api.get<OutletView[]>('/demand/outlets', {}, signal),
    }),
};
