import { queryOptions } from '@tanstack/react-query';
import type { Condition } from '#lib/conditions/index.ts';
import type {
  MacroAction,
  MacroInput as Input,
  MacroPreview,
  MacroRunView,
  MacroView,
} from '#respond/macros/schema.ts';
import { api } from '../../api/client.ts';

export type { MacroAction, MacroPreview, MacroRunView, MacroView };
export type MacroInput = Omit<Input, 'condition'> & { condition: { version: 1; when: Condition } };

export const macroQueries = {
  /** With a conversation, those that are offered there. */
  all: (conversationId?: string) =>
    queryOptions({
      queryKey: ['macros', 'all', conversationId ?? ''],
      queryFn: ({ signal }) =>
        api.get<{ items: MacroView[] }>(
          '/macros',
          conversationId === undefined ? {} : { conversation: conversationId },
          signal,
        ),
      select: ({ items }) => items,
      staleTime: 30_000,
    }),
  preview: (id: string, conversationIds: readonly string[]) =>
    queryOptions({
      queryKey: ['macros', 'preview', id, conversationIds],
      queryFn: ({ signal }) =>
        api.post<MacroPreview>(`/macros/${id}/preview`, { conversationIds }, { signal }),
      gcTime: 0,
    }),
  run: (id: string) =>
    queryOptions({
      queryKey: ['macros', 'run', id],
      queryFn: ({ signal }) => api.get<MacroRunView>(`/macros/runs/${id}`, {}, signal),
    }),
};
