import { queryOptions } from '@tanstack/react-query';
import type { CasePageView } from '#respond/case-page/schema.ts';
import { api, type Page } from '../../api/client.ts';

/** Under `cases`, so that news of cases refresh them. */
export const casePageQueries = {
  of: (caseId: string) =>
    queryOptions({
      queryKey: ['cases', 'pages', caseId],
      queryFn: ({ signal }) => api.get<Page<CasePageView>>(`/cases/${caseId}/pages`, {}, signal),
      select: (page) => page.items,
    }),
};

/** Makes a page and answers the link to it, which is told only now. */
export function makePage(
  caseId: string,
  wish: { conversationIds?: readonly string[]; nextStep?: string | null } = {},
): Promise<{ link: string }> {
  return api.post<{ link: string }>(`/cases/${caseId}/pages`, wish);
}
