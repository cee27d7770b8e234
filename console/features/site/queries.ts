import { queryOptions } from '@tanstack/react-query';
import type { PageDetail, PageView, VersionView } from '#embrace/site-pages/schema.ts';
import type { Entry, Look, LookView, Navigation, NavigationView } from '#people/site/schema.ts';
import { api } from '../../api/client.ts';
import { changingOf } from '../../components/use-changing.ts';

export type { Entry, Look, LookView, Navigation, NavigationView, PageDetail, PageView, VersionView };
export type PageText = PageDetail['texts'][number];

export const { useChanging, useSaving } = changingOf('site');

export interface LookVersion {
  version: number;
  savedBy: string | null;
  savedAt: string;
}

export const siteQueries = {
  look: () =>
    queryOptions({
      queryKey: ['site', 'look'],
      queryFn: ({ signal }) => api.get<LookView>('/site/look', {}, signal),
    }),
  looks: () =>
    queryOptions({
      queryKey: ['site', 'looks'],
      queryFn: ({ signal }) => api.get<{ items: LookVersion[] }>('/site/look/versions', {}, signal),
      select: ({ items }) => items,
    }),
  navigation: () =>
    queryOptions({
      queryKey: ['site', 'navigation'],
      queryFn: ({ signal }) => api.get<NavigationView>('/site/navigation', {}, signal),
    }),
  pages: () =>
    queryOptions({
      queryKey: ['site', 'pages'],
      queryFn: ({ signal }) => api.get<{ items: PageView[] }>('/site/pages', {}, signal),
      select: ({ items }) => items,
    }),
  page: (id: string) =>
    queryOptions({
      queryKey: ['site', 'page', id],
      queryFn: ({ signal }) => api.get<PageDetail>(`/site/pages/${id}`, {}, signal),
    }),
  versions: (id: string, language: string) =>
    queryOptions({
      queryKey: ['site', 'versions', id, language],
      queryFn: ({ signal }) =>
        api.get<{ items: VersionView[] }>(`/site/pages/${id}/texts/${language}/versions`, {}, signal),
      select: ({ items }) => items,
    }),
};
