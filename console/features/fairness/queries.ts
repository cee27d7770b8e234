import { queryOptions } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import type { Dimension, Missed, Outcome, Report } from './types.ts';

export const fairnessQueries = {
  report: (days: number) =>
    queryOptions({
      queryKey: ['fairness', days],
      queryFn: ({ signal }) => api.get<Report>('/fairness', { days: String(days) }, signal),
      staleTime: 5 * 60_000,
    }),
  missed: (asked: { days: number; dimension: Dimension; outcome: Outcome; group: string }) =>
    queryOptions({
      queryKey: ['fairness', 'missed', asked],
      queryFn: ({ signal }) =>
        api.get<Missed>('/fairness/missed', { ...asked, days: String(asked.days) }, signal),
    }),
};
