import type { ConversationRow, ConversationStatus } from '../../api/types.ts';

export type QueueStatus = ConversationStatus | 'any';
/** A promise that is due soon, or missed by now. */
export type PromiseRisk = 'soon' | 'missed';
export type QueueSort = 'priority' | 'newest' | 'oldest';

/** What the queue shows, as it stands in the address. What is not set is not there, so that equal filters have equal addresses. */
export interface QueueFilters {
  status?: QueueStatus;
  /** A user id, `me` or `nobody`. */
  assignee?: string;
  /** A team's id. */
  team?: string;
  label?: string;
  topic?: string;
  /** What was understood of a post in it: `complaint`, `negative`, … */
  says?: string;
  network?: string;
  /** The account of ours that was written to, by its id on the network. */
  account?: string;
  promise?: PromiseRisk;
  /** What is written, as `de`. */
  language?: string;
  /** A saved view whose condition holds. */
  view?: string;
  q?: string;
  sort?: QueueSort;
}

const STATUSES = new Set(['open', 'waiting', 'snoozed', 'done', 'any']);
const SORTS = new Set(['priority', 'newest', 'oldest']);

/** Reads filters from anything: an address somebody typed, or a saved view from an older version. Unknown values are dropped. */
export function readFilters(raw: Record<string, unknown>): QueueFilters {
  const text = (name: string, max: number) => {
    const value = raw[name];
    const words = typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
    return words.trim() === '' ? undefined : words.slice(0, max);
  };
  const status = text('status', 10);
  const sort = text('sort', 10);
  const promise = text('promise', 10);
  return withoutUnset({
    status:
      status !== undefined && status !== 'open' && STATUSES.has(status) ? (status as QueueStatus) : undefined,
    assignee: text('assignee', 64),
    team: text('team', 64),
    label: text('label', 60),
    topic: text('topic', 64),
    says: text('says', 60),
    network: text('network', 40),
    account: text('account', 300),
    promise: promise === 'soon' || promise === 'missed' ? promise : undefined,
    language: text('language', 20),
    view: text('view', 64),
    q: text('q', 1000),
    sort: sort !== undefined && sort !== 'priority' && SORTS.has(sort) ? (sort as QueueSort) : undefined,
  });
}

/** The filters as plain strings: for the server and for saved views. */
export function writeFilters(filters: QueueFilters): Record<string, string> {
  return Object.fromEntries(
    Object.entries(readFilters({ ...filters })).map(([name, value]) => [name, String(value)]),
  );
}

/** Whether two sets of filters show the same queue; the order of rows may differ. */
export function showSame(a: QueueFilters, b: QueueFilters): boolean {
  return key({ ...a, sort: undefined }) === key({ ...b, sort: undefined });
}

/** Whether a row belongs in the queue, as far as the row itself tells. Words are left to the server. */
export function fits(row: ConversationRow, filters: QueueFilters, me: string): boolean {
  const status = filters.status ?? 'open';
  const assignee = filters.assignee === 'me' ? me : filters.assignee;
  return (
    !row.isGone &&
    (status === 'any' || row.status === status) &&
    (assignee === undefined ||
      (assignee === 'nobody' ? row.assignee === null : row.assignee?.id === assignee)) &&
    (filters.team === undefined || row.team?.id === filters.team) &&
    (filters.label === undefined || row.labels.includes(filters.label)) &&
    (filters.topic === undefined || row.topics.some((topic) => topic.id === filters.topic)) &&
    (filters.network === undefined || row.network === filters.network) &&
    (filters.promise === undefined || riskOf(row) === filters.promise)
  );
}

function riskOf({ promise }: ConversationRow): PromiseRisk | undefined {
  if (promise?.isMissed) return 'missed';
  return promise?.isSoon ? 'soon' : undefined;
}

/** How many filters narrow the queue beyond its view: for the badge on the filter button. */
export function countNarrowing(filters: QueueFilters): number {
  const { team, label, topic, says, network, account, promise, language } = filters;
  return [team, label, topic, says, network, account, promise, language].filter(
    (value) => value !== undefined,
  ).length;
}

/** What a saved view shows: its filters, and its condition by its name. */
export function filtersOfView(view: {
  id: string;
  query: Record<string, string>;
  condition: unknown;
}): QueueFilters {
  return readFilters({ ...view.query, ...(view.condition === null ? {} : { view: view.id }) });
}

function withoutUnset(filters: QueueFilters): QueueFilters {
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined));
}

function key(filters: QueueFilters): string {
  return JSON.stringify(Object.entries(writeFilters(filters)).sort());
}
