import type { FieldDefinition, FieldValues } from './fields.ts';
import { missingFields } from './fields.ts';
import { type CaseStatus, statusOf } from './status.ts';
import type { CaseState } from './step.ts';

/** A container of work: one or more conversations with whoever is behind them. */
export interface Case {
  id: string;
  number: number;
  /** What a person called it; null shows the words of its most urgent conversation. */
  title: string | null;
  typeId: string;
  fields: FieldValues;
  solvedAt: Date | null;
  reopenedAt: Date | null;
  closedAt: Date | null;
  /** The case it was merged into. */
  mergedInto: string | null;
  deletedAt: Date | null;
  createdBy: string;
  createdAt: Date;
  version: number;
  /** From here on everything follows from the conversations. */
  status: CaseStatus;
  rank: number;
  lastAt: Date;
  waitingSince: Date | null;
  excerpt: string;
  accountIds: readonly string[];
  assigneeIds: readonly string[];
  networks: readonly string[];
  labels: readonly string[];
  threads: number;
  facets: readonly string[];
}

/** What a case sees of a conversation. */
export interface CaseThread {
  status: 'open' | 'waiting' | 'snoozed' | 'done';
  rank: number;
  network: string;
  accountId: string;
  assigneeId: string | null;
  labels: readonly string[];
  excerpt: string;
  lastPostAt: Date;
  answeredAt: Date | null;
  waitingSince: Date | null;
  isGone: boolean;
}

const MOST_LISTED = 50;
/** Behind everything that waits; the later it was solved the farther. */
const AT_REST = 3_155_760_000;

/** The case as its conversations stand; the most urgent of them comes first. */
export function derived(
  before: Case,
  threads: readonly CaseThread[],
  fields: readonly FieldDefinition[],
  followers: readonly string[],
): Case {
  const standing = threads.filter((thread) => !thread.isGone);
  const status = statusOf({
    ...before,
    threads: standing.map((thread) => thread.status),
    isComplete: missingFields(fields, before.fields).length === 0,
  });
  const waits = standing.flatMap((thread) =>
    thread.status !== 'done' && thread.waitingSince ? thread.waitingSince.getTime() : [],
  );
  const seen = standing.flatMap((thread) => [thread.lastPostAt, thread.answeredAt ?? thread.lastPostAt]);
  const lastAt = new Date(Math.max(before.createdAt.getTime(), ...seen.map((time) => time.getTime())));
  const urgent = standing.find((thread) => thread.status !== 'done');
  const after = {
    ...before,
    status,
    rank: urgent?.rank ?? Math.floor(lastAt.getTime() / 1000) + AT_REST,
    lastAt,
    waitingSince: waits.length > 0 ? new Date(Math.min(...waits)) : null,
    excerpt: (urgent ?? standing[0])?.excerpt ?? '',
    accountIds: distinct(standing.map((thread) => thread.accountId)),
    assigneeIds: distinct(standing.flatMap((thread) => thread.assigneeId ?? [])),
    networks: distinct(standing.map((thread) => thread.network)),
    labels: distinct(standing.flatMap((thread) => thread.labels)),
    threads: standing.length,
  };
  return { ...after, facets: facetsOf(after, followers) };
}

/** Everything that lists are filtered by. */
function facetsOf(
  row: Pick<Case, 'typeId' | 'assigneeIds' | 'networks' | 'labels' | 'accountIds'>,
  followers: readonly string[],
): string[] {
  return [
    facet.type(row.typeId),
    ...(row.assigneeIds.length > 0 ? row.assigneeIds.map(facet.assignee) : [facet.assignee(null)]),
    ...row.networks.map(facet.network),
    ...row.labels.map(facet.label),
    ...row.accountIds.map(facet.account),
    ...followers.map(facet.follower),
  ];
}

export const facet = {
  type: (id: string) => `y:${id}`,
  assignee: (id: string | null) => `a:${id ?? '-'}`,
  network: (name: string) => `n:${name}`,
  label: (name: string) => `l:${name.toLowerCase()}`,
  account: (id: string) => `p:${id}`,
  follower: (id: string) => `f:${id}`,
};

/** What people decided about it, flat, so that changes can be compared and taken back. */
export function stateOf(row: Case): CaseState {
  return {
    title: row.title,
    typeId: row.typeId,
    solvedAt: row.solvedAt?.toISOString() ?? null,
    reopenedAt: row.reopenedAt?.toISOString() ?? null,
    closedAt: row.closedAt?.toISOString() ?? null,
    mergedInto: row.mergedInto,
    deletedAt: row.deletedAt?.toISOString() ?? null,
    ...Object.fromEntries(Object.entries(row.fields).map(([key, value]) => [`field:${key}`, value])),
  };
}

/** The case with some of its state changed; a field that becomes null is empty. */
export function withState(row: Case, change: CaseState): Case {
  const time = (key: string, now: Date | null) =>
    key in change ? (change[key] === null ? null : new Date(String(change[key]))) : now;
  const word = (key: string, now: string | null) =>
    key in change ? (change[key] === null ? null : String(change[key])) : now;
  const fields: Record<string, string | number | boolean> = { ...row.fields };
  for (const [name, value] of Object.entries(change)) {
    if (!name.startsWith('field:')) continue;
    const key = name.slice('field:'.length);
    if (value === null || value === undefined) delete fields[key];
    else fields[key] = value;
  }
  return {
    ...row,
    title: word('title', row.title),
    typeId: word('typeId', row.typeId) ?? row.typeId,
    solvedAt: time('solvedAt', row.solvedAt),
    reopenedAt: time('reopenedAt', row.reopenedAt),
    closedAt: time('closedAt', row.closedAt),
    mergedInto: word('mergedInto', row.mergedInto),
    deletedAt: time('deletedAt', row.deletedAt),
    fields,
  };
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)].sort().slice(0, MOST_LISTED);
}
