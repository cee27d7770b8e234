import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, type Page } from '../../api/client.ts';
import { auth } from '../sign-in/auth.ts';
import type { AuditFilters } from './system/audit-words.ts';
import type { AuditEntry, DeviceSession, Invitation, Passkey, Token } from './types.ts';

export const settingsQueries = {
  invitations: () =>
    queryOptions({
      queryKey: ['invitations'],
      queryFn: ({ signal }) => api.get<Page<Invitation>>('/invitations', {}, signal),
      select: (page) => page.items,
    }),
  devices: () =>
    queryOptions({
      queryKey: ['devices'],
      queryFn: ({ signal }) => api.get<Page<DeviceSession>>('/me/sessions', {}, signal),
      select: (page) => page.items,
    }),
  tokens: () =>
    queryOptions({
      queryKey: ['tokens'],
      queryFn: ({ signal }) => api.get<Page<Token>>('/me/tokens', {}, signal),
      select: (page) => page.items,
    }),
  passkeys: () =>
    queryOptions({
      queryKey: ['passkeys'],
      queryFn: () => auth.get<Passkey[]>('/passkey/list-user-passkeys'),
    }),
  audit: (filters: AuditFilters) =>
    infiniteQueryOptions({
      queryKey: ['audit', filters],
      queryFn: ({ pageParam, signal }) =>
        api.get<Page<AuditEntry>>('/audit', { ...filters, cursor: pageParam, limit: 50 }, signal),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.nextCursor ?? null,
    }),
};
