import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, type Page, type QueryValues } from '../../api/client.ts';
import type { Incident } from '../alerts/types.ts';
import type { Asked } from './search.ts';
import type {
  Board,
  EmergingView,
  ListName,
  Mark,
  OverviewView,
  Report,
  ShareView,
  TopView,
  Weekly,
} from './types.ts';

/** Counts are settled once a minute. */
const EVERY = 60_000;

const asking = <T>(path: string, asked: QueryValues) =>
  queryOptions({
    queryKey: ['trends', path, asked],
    queryFn: ({ signal }) => api.get<T>(`/trends/${path}`, asked, signal),
    placeholderData: keepPreviousData,
    staleTime: EVERY / 2,
    refetchInterval: EVERY,
  });

export const trendQueries = {
  overview: (subject: string, asked: Asked) => asking<OverviewView>('overview', { subject, ...asked }),
  top: (list: ListName, subject: string, asked: Asked) =>
    asking<TopView>(`top/${list}`, { subject, ...asked, limit: 12 }),
  emerging: (subject: string, asked: Asked) =>
    asking<EmergingView>('emerging', { subject, ...asked, limit: 12 }),
  share: (asked: Asked) => asking<ShareView>('share', { ...asked }),
  boards: () =>
    queryOptions({
      queryKey: ['trend-boards'],
      queryFn: ({ signal }) => api.get<Page<Board>>('/trends/boards', {}, signal),
      select: (page) => page.items,
      staleTime: EVERY,
    }),
  marks: () =>
    queryOptions({
      queryKey: ['trend-marks'],
      queryFn: ({ signal }) => api.get<Page<Mark>>('/trends/marks', {}, signal),
      select: (page) => page.items,
      staleTime: EVERY,
    }),
  /** Incidents that went on at any moment of a period; of one topic where it is named. */
  incidents: ({ from, to }: Pick<Asked, 'from' | 'to'>, topicId: string | undefined) =>
    queryOptions({
      queryKey: ['alerts', 'during', from, to, topicId],
      queryFn: ({ signal }) =>
        api.get<Page<Incident>>('/alerts/incidents', { from, to, topicId, limit: 200 }, signal),
      select: (page) => page.items,
      placeholderData: keepPreviousData,
      staleTime: EVERY / 2,
      refetchInterval: EVERY,
    }),
  reports: () =>
    queryOptions({
      queryKey: ['trend-reports'],
      queryFn: ({ signal }) => api.get<Page<Report>>('/trends/reports', {}, signal),
      select: (page) => page.items,
    }),
  weekly: () =>
    queryOptions({
      queryKey: ['trend-weekly'],
      queryFn: ({ signal }) => api.get<Weekly>('/trends/weekly', {}, signal),
      staleTime: EVERY,
    }),
};
