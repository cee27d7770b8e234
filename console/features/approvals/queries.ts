import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { paged } from '../../api/paged.ts';
import type { FactView } from '#respond/conditions/schema.ts';
import type {
  ApprovalView,
  Counts,
  ListName,
  Outlook,
  Policy,
  PolicyInput,
  Settings,
  TrialView,
  TrustView,
} from './types.ts';

export const approvalQueries = {
  list: (list: ListName) =>
    paged<ApprovalView>(['approvals', 'list', list], '/approvals', { list, limit: 30 }),
  counts: () =>
    queryOptions({
      queryKey: ['approvals', 'counts'],
      queryFn: ({ signal }) => api.get<Counts>('/approvals/counts', {}, signal),
    }),
  one: (id: string) =>
    queryOptions({
      queryKey: ['approvals', 'one', id],
      queryFn: ({ signal }) => api.get<ApprovalView>(`/approvals/${id}`, {}, signal),
    }),
  ofConversation: (id: string) =>
    queryOptions({
      queryKey: ['approvals', 'conversation', id],
      queryFn: ({ signal }) => api.get<{ items: ApprovalView[] }>(`/inbox/${id}/approvals`, {}, signal),
      select: (page) => page.items,
    }),
  outlook: (id: string, asked: { text: string; accountId: string; files: number }) =>
    queryOptions({
      queryKey: ['approvals', 'outlook', id, asked],
      queryFn: ({ signal }) => api.post<Outlook>(`/inbox/${id}/approval-outlook`, asked, { signal }),
      placeholderData: keepPreviousData,
      gcTime: 60_000,
    }),
  settings: () =>
    queryOptions({
      queryKey: ['approvals', 'settings'],
      queryFn: ({ signal }) => api.get<Settings>('/approvals/settings', {}, signal),
    }),
  trust: (mine = false) =>
    queryOptions({
      queryKey: ['approvals', 'trust', mine],
      queryFn: ({ signal }) =>
        api.get<{ items: TrustView[] }>(mine ? '/approvals/trust/mine' : '/approvals/trust', {}, signal),
      select: (page) => page.items,
    }),
  policies: () =>
    queryOptions({
      queryKey: ['approvals', 'policies'],
      queryFn: ({ signal }) => api.get<{ items: Policy[] }>('/approvals/policies', {}, signal),
      select: (page) => page.items,
    }),
  facts: () =>
    queryOptions({
      queryKey: ['approvals', 'facts'],
      queryFn: ({ signal }) => api.get<{ items: FactView[] }>('/approvals/facts', {}, signal),
      select: (page) => page.items,
      staleTime: 60_000,
    }),
  trial: (asked: Pick<PolicyInput, 'condition'> & { id?: string | undefined }) =>
    queryOptions({
      queryKey: ['approvals', 'trial', asked],
      queryFn: ({ signal }) => api.post<TrialView>('/approvals/trial', asked, { signal }),
      placeholderData: keepPreviousData,
      staleTime: 30_000,
      gcTime: 60_000,
    }),
};
