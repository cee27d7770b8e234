import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  FiguresView,
  ImportView,
  InvitationView,
  productInput,
  ProductView,
  RemovedInput,
  ReviewDetail,
  ReviewSettings,
  ReviewView,
} from '#embrace/reviews/schema.ts';
import { api } from '../../api/client.ts';
import { paged } from '../../api/paged.ts';
import type { List } from './search.ts';

export type {
  FiguresView,
  ImportView,
  InvitationView,
  ProductView,
  RemovedInput,
  ReviewDetail,
  ReviewSettings,
  ReviewView,
};
export type ProductInput = z.input<typeof productInput>;

export const reviewQueries = {
  list: (asked: { list: List; product?: string | undefined; stars?: number | undefined }) =>
    paged<ReviewView>(['reviews', 'list', asked], '/reviews', { ...asked, limit: 30 }),
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
  invitations: () => paged<InvitationView>(['reviews', 'invitations'], '/reviews/invitations', { limit: 30 }),
  figures: () =>
    queryOptions({
      queryKey: ['reviews', 'figures'],
      queryFn: ({ signal }) => api.get<FiguresView>('/reviews/figures', {}, signal),
    }),
};
