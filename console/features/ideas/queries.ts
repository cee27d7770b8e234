import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  BoardView,
  boardInput,
  EntryView,
  entryInput,
  IdeaDetail,
  IdeaSettings,
  IdeaView,
  MergePreviewView,
  MinedView,
} from '#embrace/ideas/schema.ts';
import { api, type Page } from '../../api/client.ts';
import type { IdeasSearch } from './search.ts';

export type { BoardView, EntryView, IdeaDetail, IdeaSettings, IdeaView, MergePreviewView, MinedView };
export type BoardInput = z.input<typeof boardInput>;
export type EntryInput = z.input<typeof entryInput>;

export const ideaQueries = {
  list: ({ sort = 'top', status, board, q }: IdeasSearch) =>
    queryOptions({
      queryKey: ['ideas', 'list', sort, status, board, q],
      queryFn: ({ signal }) =>
        api.get<Page<IdeaView>>('/ideas', { sort, status, board, q, limit: 200 }, signal),
    }),
  detail: (id: string) =>
    queryOptions({
      queryKey: ['ideas', 'detail', id],
      queryFn: ({ signal }) => api.get<IdeaDetail>(`/ideas/${id}`, {}, signal),
    }),
  similar: (q: string) =>
    queryOptions({
      queryKey: ['ideas', 'similar', q],
      queryFn: ({ signal }) => api.get<{ items: IdeaView[] }>('/ideas/similar', { q }, signal),
      select: ({ items }) => items,
    }),
  merge: (id: string, into: string) =>
    queryOptions({
      queryKey: ['ideas', 'merge', id, into],
      queryFn: ({ signal }) => api.get<MergePreviewView>(`/ideas/${id}/merge`, { into }, signal),
    }),
  boards: () =>
    queryOptions({
      queryKey: ['ideas', 'boards'],
      queryFn: ({ signal }) => api.get<{ items: BoardView[] }>('/ideas/boards', {}, signal),
      select: ({ items }) => items,
    }),
  settings: () =>
    queryOptions({
      queryKey: ['ideas', 'settings'],
      queryFn: ({ signal }) => api.get<IdeaSettings>('/ideas/settings', {}, signal),
    }),
  mined: () =>
    queryOptions({
      queryKey: ['ideas', 'mined'],
      queryFn: ({ signal }) => api.get<Page<MinedView>>('/ideas/mined', { limit: 40 }, signal),
    }),
  entries: () =>
    queryOptions({
      queryKey: ['ideas', 'entries'],
      queryFn: ({ signal }) => api.get<{ items: EntryView[] }>('/changelog', {}, signal),
      select: ({ items }) => items,
    }),
};
