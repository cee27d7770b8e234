import type { App } from '#platform/app/index.ts';
import { personKeyOf } from '#people/persons/index.ts';
import type { CaseDetail } from '#respond/cases/index.ts';
import { casePageErrors } from './errors.ts';

/** A customer of a case: the accounts joined to one person, and where they wrote. */
export interface CaseCustomer {
  name: string;
  conversationIds: string[];
}

/** Who a page could be for; whoever wrote first stands first. */
export async function customersOf(app: App, detail: CaseDetail): Promise<CaseCustomer[]> {
  const rows = detail.threadsOf
    .filter((thread) => !thread.hasLeft)
    .map((thread) => thread.row)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const persons = await personKeyOf(
    app,
    rows.map((row) => row.author.id),
  );
  const customers = new Map<string, CaseCustomer>();
  for (const { id, author } of rows) {
    const key = persons.get(author.id) ?? author.id;
    const name = author.displayName ?? author.handle ?? author.externalId;
    const known = customers.get(key) ?? { name, conversationIds: [] };
    known.conversationIds.push(id);
    customers.set(key, known);
  }
  return [...customers.values()];
}

/**
 * The conversations that a page shows: those wished for, or every one in which the customer who wrote first has a word, under whichever account.
 * What another customer wrote is never shown, however the case came about.
 */
export async function chosenOf(app: App, detail: CaseDetail, wished: readonly string[]): Promise<string[]> {
  const customers = await customersOf(app, detail);
  if (wished.length === 0) {
    const first = customers[0];
    if (!first) throw casePageErrors('case_page.nothing_to_show');
    return first.conversationIds;
  }
  const theirs = customers.filter(({ conversationIds }) => wished.some((id) => conversationIds.includes(id)));
  const known = theirs.flatMap(({ conversationIds }) => conversationIds);
  if (wished.some((id) => !known.includes(id))) throw casePageErrors('case_page.not_in_case');
  if (theirs.length > 1) throw casePageErrors('case_page.several_people');
  return known.filter((id) => wished.includes(id));
}
