import type { Condition } from '#lib/conditions/index.ts';
import type { SavedView } from '../../api/types.ts';
import type { ViewKind } from '../inbox/view-queries.ts';

/** A view as it is being written. */
export interface ViewDraft {
  kind: ViewKind;
  name: string;
  isShared: boolean;
  /** Filters that the list understands; status and order among them. */
  query: Record<string, string>;
  when: Condition;
}

export const STATUSES = {
  inbox: ['open', 'waiting', 'snoozed', 'done', 'any'],
  cases: ['unfinished', 'open', 'waiting', 'solved', 'closed', 'any'],
} as const satisfies Record<ViewKind, readonly string[]>;
export const SORTS = {
  inbox: ['priority', 'newest', 'oldest'],
  cases: ['updated', 'priority'],
} as const satisfies Record<ViewKind, readonly string[]>;

export function newView(kind: ViewKind): ViewDraft {
  return { kind, name: '', isShared: false, query: {}, when: { all: [] } };
}

/** A stored condition was checked by the server when it was saved. */
export function draftOf({ kind, name, isShared, query, condition }: SavedView): ViewDraft {
  return { kind, name, isShared, query, when: (condition?.when ?? { all: [] }) as Condition };
}

/** The query with a filter set; what the list does by itself is not written down. */
export function withFilter(
  { kind, query }: Pick<ViewDraft, 'kind' | 'query'>,
  name: 'status' | 'sort',
  value: string,
): Record<string, string> {
  const { [name]: _before, ...rest } = query;
  const usual = name === 'status' ? STATUSES[kind][0] : SORTS[kind][0];
  return value === usual ? rest : { ...rest, [name]: value };
}

/** Other filters than those that the form shows; they stay as they are. */
export function otherFilters(query: Record<string, string>): string[] {
  return Object.keys(query).filter((name) => name !== 'status' && name !== 'sort');
}

/** What is sent: without a question there is no condition. */
export function inputOf({ kind, name, isShared, query, when }: ViewDraft) {
  const isOpen = 'all' in when && when.all.length === 0;
  return { kind, name: name.trim(), isShared, query, condition: isOpen ? null : { version: 1, when } };
}
