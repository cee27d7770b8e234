import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  FiguresView,
  ImportView,
  InvitationView,
  productInput,
  ProductView,
  ReviewDetail,
  ReviewSettings,
  ReviewView,
} from '#embrace/reviews/schema.ts';
import { api, type Page } from '../../api/client.ts';
import type { List } from './search.ts';

export type {
  FiguresView,
  ImportView,
  InvitationView,
  ProductView,
  ReviewDetail,
  ReviewSettings,
  ReviewView,
};
export type ProductInput = z.input<typeof productInput>;

export const reviewQueries = {
  list: (asked: { list: List; product?: string | undefined; stars?: number | undefined }) =>
    queryOptions({
      queryKey: ['reviews', 'list', asked],
      queryFn: ({ signal }) => api.get<Page<ReviewView>>('/reviews', { ...asked, limit: 100 }, signal),
    }),
  detail: (id: string) =>
    queryOptions({
      queryKey: ['reviews', 'detail', id],
      queryFn: ({ signal }) => api.get<ReviewDetail>(`/reviews/${id}`, {}, signal),
    }),
  products: () =>
    queryOptions({
      queryKey: ['reviews', 'products'],
      queryFn: ({ signal }) => api.get<{ items: ProductView[] }>('/reviews/products', {}, signal),
      select: ({ items }) => items,
    }),
  settings: () =>
    queryOptions({
      queryKey: ['reviews', 'settings'],
      queryFn: ({ signal }) => api.get<ReviewSettings>('/reviews/settings', {}, signal),
    }),
  invitations: () =>
    queryOptions({
      queryKey: ['reviews', 'invitations'],
      queryFn: ({ signal }) => api.get<Page<InvitationView>>('/reviews/invitations', { limit: 100 }, signal),
    }),
  figures: () =>
    queryOptions({
      queryKey: ['reviews', 'figures'],
      queryFn: ({ signal }) => api.get<FiguresView>('/reviews/figures', {}, signal),
    }),
};
