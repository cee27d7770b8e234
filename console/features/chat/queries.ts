import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { chatState, Texts, widgetInput, widgetShape, widgetWithSecret } from '#respond/chat/schema.ts';
import { api } from '../../api/client.ts';

export type Widget = z.infer<typeof widgetShape>;
export type WidgetWish = z.infer<typeof widgetInput>;
export type SavedWidget = z.infer<typeof widgetWithSecret>;
export type ChatState = z.infer<typeof chatState>;
export type { Texts };

export const chatQueries = {
  all: () =>
    queryOptions({
      queryKey: ['chat-widgets'],
      queryFn: ({ signal }) => api.get<{ items: Widget[] }>('/chat-widgets', {}, signal),
      select: (page) => page.items,
    }),
  /** The visitor beside a conversation. */
  visitor: (conversationId: string) =>
    queryOptions({
      queryKey: ['inbox', 'chat', conversationId],
      queryFn: ({ signal }) => api.get<ChatState>(`/inbox/${conversationId}/chat`, {}, signal),
      // Whether somebody is here is a matter of time, too.
      refetchInterval: 30_000,
      retry: false,
    }),
};
