import type { SearchView } from '#respond/search/schema.ts';

export type FoundKind = SearchView['groups'][number]['kind'];
export type FoundStatus = 'open' | 'waiting' | 'snoozed' | 'done';

/** What the page of results shows, as it stands in the address. What is not set is not there. */
export interface FindFilters {
  q?: string;
  kind?: FoundKind;
  network?: string;
  team?: string;
  /** A user id, `me` or `nobody`. */
  assignee?: string;
  status?: FoundStatus;
  /** Days in the reader's zone, `2026-11-23`; both are among what is found. */
  from?: string;
  to?: string;
}

export const KINDS: readonly FoundKind[] = [
  'conversation',
  'case',
  'person',
  'reply',
  'note',
  'article',
  'canned',
];
export const STATUSES: readonly FoundStatus[] = ['open', 'waiting', 'snoozed', 'done'];
/** The server asks for two letters at least to be of use; one digit may be a case. */
export const isAsked = ({ q = '' }: FindFilters): boolean => q.length > 1 || /\d/.test(q);

/** Reads filters from anything: an address somebody typed. What is unknown is dropped. */
export function readFindFilters(raw: Record<string, unknown>): FindFilters {
  const text = (name: string, max: number) => {
    const value = raw[name];
    const words = typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
    return words.trim() === '' ? undefined : words.trim().slice(0, max);
  };
  const read = {
    q: text('q', 200),
    kind: KINDS.find((one) => one === raw['kind']),
    network: text('network', 40),
    team: text('team', 64),
    assignee: text('assignee', 64),
    status: STATUSES.find((one) => one === raw['status']),
    from: dayOf(text('from', 10)),
    to: dayOf(text('to', 10)),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

function dayOf(text: string | undefined): string | undefined {
  return text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))
    ? text
    : undefined;
}

/** The same as the server is asked: from the first moment of a day to the last of another, in the reader's zone. */
export function findQuery({ from, to, ...rest }: FindFilters): Record<string, string | undefined> {
  return { ...rest, ...(from && { from: startOf(from, 0) }), ...(to && { to: startOf(to, 1) }) };
}

function startOf(day: string, later: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + later).toISOString();
}

/** Whether anything beside words and kind narrows what is found. */
export function isNarrowed({ q: _q, kind: _kind, ...rest }: FindFilters): boolean {
  return Object.keys(rest).length > 0;
}
