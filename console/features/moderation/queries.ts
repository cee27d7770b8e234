import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  ActionView,
  CaseView,
  countsShape,
  ModerationSettings,
  SignView,
  siteShape,
  wordInput,
  wordPreview,
  WordView,
} from '#embrace/moderation/schema.ts';
import type { factShape, Formula, Rights, standingShape } from '#embrace/trust/schema.ts';
import { api } from '../../api/client.ts';
import { paged } from '../../api/paged.ts';

export type { ActionView, CaseView, Formula, ModerationSettings, Rights, SignView, WordView };
export type WordInput = z.input<typeof wordInput>;
export type WordPreview = z.infer<typeof wordPreview>;
export type SiteView = z.infer<typeof siteShape>;
export type Standing = z.infer<typeof standingShape>;

const cases = <Item>(key: string, list: string) =>
  paged<Item>(['moderation', key, list], `/moderation/${key}`, { list, limit: 30 });

const listed = <Item>(key: string) =>
  queryOptions({
    queryKey: ['moderation', key],
    queryFn: ({ signal }) => api.get<{ items: Item[] }>(`/moderation/${key}`, {}, signal),
    select: ({ items }) => items,
  });

export const moderationQueries = {
  counts: () =>
    queryOptions({
      queryKey: ['moderation', 'counts'],
      queryFn: ({ signal }) => api.get<z.infer<typeof countsShape>>('/moderation/counts', {}, signal),
    }),
  queue: (list: 'open' | 'done') => cases<CaseView>('queue', list),
  actions: (list: 'all' | 'appeals') => cases<ActionView>('actions', list),
  signs: () => listed<SignView>('signs'),
  words: () => listed<WordView>('words'),
  sites: () => listed<SiteView>('sites'),
  settings: () =>
    queryOptions({
      queryKey: ['moderation', 'settings'],
      queryFn: ({ signal }) => api.get<ModerationSettings>('/moderation/settings', {}, signal),
    }),
  formula: () =>
    queryOptions({
      queryKey: ['moderation', 'formula'],
      queryFn: ({ signal }) =>
        api.get<Formula & { facts: z.infer<typeof factShape>[] }>('/trust/formula', {}, signal),
    }),
  standing: (memberId: string) =>
    queryOptions({
      queryKey: ['moderation', 'standing', memberId],
      queryFn: ({ signal }) => api.get<Standing>(`/trust/members/${memberId}`, {}, signal),
    }),
};
