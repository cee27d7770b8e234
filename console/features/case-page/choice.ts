import type { CasePagesView, CasePageView } from '#respond/case-page/schema.ts';

export type PageCustomer = CasePagesView['customers'][number];

/** What a colleague chose to show on the page of a case. */
export interface PageWish {
  /** Never empty when it is sent. */
  conversationIds: readonly string[];
  showsFields: boolean;
  showsPromises: boolean;
  nextStep: string;
}

/** Where the dialog begins: what the page shows, or everything that whoever wrote first said. */
export function firstWish(customers: readonly PageCustomer[], page: CasePageView | null): PageWish {
  if (page === null) {
    const conversationIds = customers[0]?.conversationIds ?? [];
    return { conversationIds, showsFields: true, showsPromises: true, nextStep: '' };
  }
  const standing = new Set(customers.flatMap((customer) => customer.conversationIds));
  return {
    // What left the case meanwhile is shown no longer.
    conversationIds: page.conversationIds.filter((id) => standing.has(id)),
    showsFields: page.showsFields,
    showsPromises: page.showsPromises,
    nextStep: page.nextStep ?? '',
  };
}

/** Whose conversations are chosen; the first customer where none is. */
export function customerOf(
  customers: readonly PageCustomer[],
  conversationIds: readonly string[],
): PageCustomer | undefined {
  return (
    customers.find((customer) => customer.conversationIds.some((id) => conversationIds.includes(id))) ??
    customers[0]
  );
}

/** As the server wants it. */
export function bodyOf({ nextStep, ...wish }: PageWish) {
  return { ...wish, nextStep: nextStep.trim() === '' ? null : nextStep.trim() };
}

/** Where the choice is seen as the customer would see it. */
export function previewAddress(caseId: string, wish: PageWish): string {
  const query = new URLSearchParams({
    conversationIds: wish.conversationIds.join(','),
    showsFields: String(wish.showsFields),
    showsPromises: String(wish.showsPromises),
    nextStep: wish.nextStep.trim(),
  });
  return `/api/v1/cases/${caseId}/pages/preview?${query.toString()}`;
}
