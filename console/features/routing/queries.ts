import { queryOptions } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import type { DryRun, Rules, RuleInput } from './types.ts';

export const routingQueries = {
  rules: () =>
    queryOptions({
      queryKey: ['routing', 'rules'],
      queryFn: ({ signal }) => api.get<Rules>('/routing/rules', {}, signal),
    }),
  /** What these rules, or those that are kept, would have done last week. */
  dryRun: (rules?: readonly RuleInput[]) =>
    queryOptions({
      queryKey: ['routing', 'dry-run', rules ?? null],
      queryFn: ({ signal }) => api.post<DryRun>('/routing/dry-run', rules ? { rules } : {}, { signal }),
      staleTime: 30_000,
      gcTime: 60_000,
    }),
};
