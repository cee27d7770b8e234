import { queryOptions } from '@tanstack/react-query';
import type { CasePagesView } from '#respond/case-page/schema.ts';
import { api } from '../../api/client.ts';

/** Under `cases`, so that news of cases refresh them. */
export const casePageQueries = {
  of: (caseId: string) =>
    queryOptions({
      queryKey: ['cases', 'pages', caseId],
      queryFn: ({ signal }) => api.get<CasePagesView>(`/cases/${caseId}/pages`, {}, signal),
    }),
  days: () =>
    queryOptions({
      queryKey: ['cases', 'page-days'],
      queryFn: ({ signal }) => api.get<{ days: number }>('/case-pages/settings', {}, signal),
    }),
};

/** What of a page can be told when it is made; what is absent is as the server does it. */
export interface NewPageWish {
  conversationIds?: readonly string[];
  showsFields?: boolean;
  showsPromises?: boolean;
  nextStep?: string | null;
}

/** Makes a page and answers the link to it, which is told only now. */
export function makePage(caseId: string, wish: NewPageWish = {}): Promise<{ link: string }> {
  return api.post<{ link: string }>(`/cases/${caseId}/pages`, wish);
}
