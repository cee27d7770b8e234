import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, type Page } from '../../api/client.ts';
import type { ListSearch } from './search.ts';
import type {
  ArticleDetail,
  ArticleView,
  Category,
  CentreView,
  ContactView,
  DeflectionFacts,
  FiguresView,
  GapsView,
  GapThreads,
  Piece,
  Suggestion,
  Version,
} from './types.ts';

const textPath = (id: string, language: string) => `/knowledge/articles/${id}/texts/${language}`;

export const knowledgeQueries = {
  list: ({ q, state, visibility, category }: ListSearch) =>
    queryOptions({
      queryKey: ['knowledge', 'list', q, state, visibility, category],
      queryFn: ({ signal }) =>
        api.get<Page<ArticleView>>(
          '/knowledge/articles',
          { q, state, visibility, category, limit: 200 },
          signal,
        ),
    }),
  article: (id: string) =>
    queryOptions({
      queryKey: ['knowledge', 'article', id],
      queryFn: ({ signal }) => api.get<ArticleDetail>(`/knowledge/articles/${id}`, {}, signal),
    }),
  categories: () =>
    queryOptions({
      queryKey: ['knowledge', 'categories'],
      queryFn: ({ signal }) => api.get<{ items: Category[] }>('/knowledge/categories', {}, signal),
      select: ({ items }) => items,
    }),
  versions: (id: string, language: string) =>
    queryOptions({
      queryKey: ['knowledge', 'versions', id, language],
      queryFn: ({ signal }) =>
        api.get<{ items: Version[] }>(`${textPath(id, language)}/versions`, {}, signal),
      select: ({ items }) => items,
    }),
  diff: (id: string, language: string, version: number) =>
    queryOptions({
      queryKey: ['knowledge', 'diff', id, language, version],
      queryFn: ({ signal }) =>
        api.get<{ title: Piece[]; body: Piece[] }>(
          `${textPath(id, language)}/versions/${version}/diff`,
          {},
          signal,
        ),
    }),
  preview: (body: string) =>
    queryOptions({
      queryKey: ['knowledge-preview', body],
      queryFn: ({ signal }) => api.post<{ html: string }>('/knowledge/preview', { body }, { signal }),
      staleTime: Number.POSITIVE_INFINITY,
      placeholderData: keepPreviousData,
    }),
  gaps: () =>
    queryOptions({
      queryKey: ['knowledge', 'gaps'],
      queryFn: ({ signal }) => api.get<GapsView>('/knowledge/gaps', {}, signal),
    }),
  gapThreads: (id: string) =>
    queryOptions({
      queryKey: ['knowledge', 'gap-threads', id],
      queryFn: ({ signal }) => api.get<GapThreads>(`/knowledge/gaps/${id}/threads`, {}, signal),
      select: ({ items }) => items,
      staleTime: 5 * 60_000,
    }),
  figures: (days: number) =>
    queryOptions({
      queryKey: ['knowledge', 'figures', days],
      queryFn: ({ signal }) => api.get<FiguresView>('/knowledge/figures', { days }, signal),
    }),
  answers: (days: number) =>
    queryOptions({
      queryKey: ['knowledge', 'answers', days],
      queryFn: ({ signal }) => api.get<DeflectionFacts>('/answers/facts', { days }, signal),
    }),
  contact: () =>
    queryOptions({
      queryKey: ['knowledge', 'contact'],
      queryFn: ({ signal }) => api.get<ContactView>('/answers/contact-form', {}, signal),
    }),
  centre: () =>
    queryOptions({
      queryKey: ['knowledge', 'centre'],
      queryFn: ({ signal }) => api.get<CentreView>('/knowledge/centre', {}, signal),
    }),
  /** `said` is when the customer said something last: then it is asked again. */
  suggestions: (conversation: string, said: string, q: string) =>
    queryOptions({
      queryKey: ['knowledge', 'suggestions', conversation, said, q],
      queryFn: ({ signal }) =>
        api.get<{ question: string; items: Suggestion[] }>(
          '/knowledge/suggestions',
          { conversation, q: q || undefined },
          signal,
        ),
      placeholderData: keepPreviousData,
    }),
};
