import type { CaseRow } from '#respond/cases/schema.ts';

export const CASE_VIEWS = ['unfinished', 'mine', 'followed', 'waiting', 'solved', 'closed', 'any'] as const;
export type CaseView = (typeof CASE_VIEWS)[number];
const STATUSES = ['unfinished', 'open', 'waiting', 'solved', 'closed', 'any'] as const;

/** What the list of cases shows, as it stands in the address. */
export interface CaseFilters {
  view?: CaseView;
  /** What a saved view asks for where none of `CASE_VIEWS` does: instead of `view`. */
  status?: (typeof STATUSES)[number];
  assignee?: string;
  follower?: 'me';
  type?: string;
  label?: string;
  /** A saved view whose condition holds. */
  saved?: string;
  q?: string;
  linkedTo?: string;
  sort?: 'updated' | 'priority' | undefined;
}

/** Only what is known, so that an old or foreign address shows something. */
export function readCaseFilters(search: Record<string, unknown>): CaseFilters {
  const word = (key: string) => {
    const value = search[key];
    // `?q=1042` is read as a number by the router.
    const text = typeof value === 'number' ? String(value) : value;
    return typeof text === 'string' && text.trim() !== '' ? text.slice(0, 200) : undefined;
  };
  const view = CASE_VIEWS.find((one) => one === search['view']);
  const sort = search['sort'] === 'priority' ? ('priority' as const) : undefined;
  const filters = {
    view,
    ...(view === undefined && {
      status: STATUSES.find((one) => one === search['status']),
      assignee: word('assignee'),
      follower: search['follower'] === 'me' ? ('me' as const) : undefined,
    }),
    type: word('type'),
    label: word('label'),
    saved: word('saved'),
    q: word('q'),
    linkedTo: word('linkedTo'),
    sort,
  };
  const given = Object.entries(filters).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as CaseFilters;
}

/** The same as the server is asked. A search looks at everything. */
export function caseQuery(filters: CaseFilters): Record<string, string | undefined> {
  const { view = 'unfinished', saved, ...more } = filters;
  const rest = { ...more, ...(saved === undefined ? {} : { view: saved }) };
  if (more.status !== undefined) return rest;
  const isSearch = filters.q !== undefined || filters.linkedTo !== undefined;
  return { ...rest, ...(isSearch && filters.view === undefined ? { status: 'any' } : VIEWS[view]) };
}

const VIEWS: Record<CaseView, Record<string, string>> = {
  unfinished: { status: 'unfinished' },
  mine: { status: 'unfinished', assignee: 'me' },
  followed: { status: 'unfinished', follower: 'me' },
  waiting: { status: 'waiting' },
  solved: { status: 'solved' },
  closed: { status: 'closed' },
  any: { status: 'any' },
};

/** A saved view as the list reads it: the server's query back into view and filters. */
export function filtersOfQuery(query: Record<string, string>): CaseFilters {
  const { status = 'unfinished', assignee, follower, ...rest } = query;
  const view = CASE_VIEWS.find(
    (one) =>
      VIEWS[one]['status'] === status &&
      VIEWS[one]['assignee'] === assignee &&
      VIEWS[one]['follower'] === follower,
  );
  if (!view) return readCaseFilters({ ...rest, status, assignee, follower });
  // A search without a view would look at everything.
  const isSearch = rest['q'] !== undefined || rest['linkedTo'] !== undefined;
  return readCaseFilters({ ...rest, ...((view !== 'unfinished' || isSearch) && { view }) });
}

/** What a saved view shows: its filters, and its condition by its name. */
export function filtersOfView(view: {
  id: string;
  query: Record<string, string>;
  condition: unknown;
}): CaseFilters {
  return { ...filtersOfQuery(view.query), ...(view.condition === null ? {} : { saved: view.id }) };
}

/** Whether two sets of filters show the same cases; their order may differ. */
export function sameCases(a: CaseFilters, b: CaseFilters): boolean {
  const key = (filters: CaseFilters) =>
    JSON.stringify(
      Object.entries(caseQuery({ ...filters, sort: undefined }))
        .filter(([, value]) => value !== undefined)
        .sort(),
    );
  return key(a) === key(b);
}

/** The row above or below; the first one when none is chosen. */
export function besideRow(rows: readonly CaseRow[], id: string | null, step: 1 | -1): string | null {
  const at = rows.findIndex((row) => row.id === id);
  if (at === -1) return rows[0]?.id ?? null;
  return rows[Math.min(Math.max(at + step, 0), rows.length - 1)]!.id;
}
