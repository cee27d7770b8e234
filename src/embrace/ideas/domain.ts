import { slugOf } from '#lib/slugs/index.ts';

export const STATUSES = [
  'open',
  'considering',
  'planned',
  'building',
  'shipped',
  'declined',
  'duplicate',
] as const;
export type Status = (typeof STATUSES)[number];
/** What people decide; `duplicate` comes with merging. */
export const CHOSEN_STATUSES = ['open', 'considering', 'planned', 'building', 'shipped', 'declined'] as const;
export type ChosenStatus = (typeof CHOSEN_STATUSES)[number];
/** An idea that ended gives its votes back, and takes no more. */
export const ENDED: readonly Status[] = ['shipped', 'declined', 'duplicate'];
/** What stands on the roadmap, in its order. */
export const ON_ROADMAP: readonly Status[] = ['building', 'planned', 'considering'];

export const SORTS = ['top', 'trending', 'new'] as const;
export type Sort = (typeof SORTS)[number];
export const WHO_SEES = ['everybody', 'members', 'chosen', 'staff'] as const;
export type WhoSees = (typeof WHO_SEES)[number];
export const CONSENTS = ['none', 'asked', 'given', 'refused'] as const;
export type Consent = (typeof CONSENTS)[number];
export const ENTRY_KINDS = ['new', 'better', 'mended'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];
export const VOTE_KINDS = ['vote', 'thanks'] as const;
export type VoteKind = (typeof VOTE_KINDS)[number];

export const LONGEST_TITLE = 150;
export const LONGEST_REASON = 500;
/** Days whose votes make an idea trend. */
export const TREND_DAYS = 14;

export const isEnded = (status: Status): boolean => ENDED.includes(status);

/** Who reads: a member, a colleague, or anybody; and which boards of chosen members he is on. */
export interface Reader {
  memberId: string | null;
  isStaff: boolean;
  boards: ReadonlySet<string>;
}

export const ANYBODY: Reader = { memberId: null, isStaff: false, boards: new Set() };

export function maySee(board: { id: string; whoSees: WhoSees }, who: Reader): boolean {
  if (who.isStaff || board.whoSees === 'everybody') return true;
  if (board.whoSees === 'members') return who.memberId !== null;
  return board.whoSees === 'chosen' && who.memberId !== null && who.boards.has(board.id);
}

export const IDEAS = '/ideas';
export const ROADMAP = '/whats-next';
export const CHANGELOG = '/changelog';

interface Addressed {
  id: string;
  slug: string;
}

export const pathOf = ({ id, slug }: Addressed): string => `${IDEAS}/${id}/${encodeURIComponent(slug)}`;
export const entryPath = ({ id, slug }: Addressed): string =>
  `${CHANGELOG}/${id}/${encodeURIComponent(slug)}`;

/** Addresses below an idea's id that are no slug. */
const RESERVED = new Set(['vote', 'comment', 'follow', 'thanks', 'act', 'edit']);

export function slugOfIdea(title: string): string {
  const slug = slugOf(title, 'idea');
  return RESERVED.has(slug) ? `${slug}-idea` : slug;
}

const QUARTER = /^(20\d\d)-Q([1-4])$/;

/** `2027-Q1` of a moment, by the clock of Greenwich. */
export function quarterOf(at: Date): string {
  return `${at.getUTCFullYear()}-Q${Math.floor(at.getUTCMonth() / 3) + 1}`;
}

/** The quarter so many behind another one: `2026-Q4` and 1 → `2027-Q1`. */
export function quarterAfter(quarter: string, by: number): string {
  const [, year, part] = QUARTER.exec(quarter) ?? [];
  if (year === undefined || part === undefined) return quarter;
  const count = Number(year) * 4 + Number(part) - 1 + by;
  return `${Math.floor(count / 4)}-Q${(count % 4) + 1}`;
}

/** Something of the roadmap: what is planned for when. */
export interface Planned {
  status: Status;
  quarter: string | null;
  position: number;
  votes: number;
  id: string;
}

/** Quarters in their order, what has no date last; in each the team's order, then what most people wish. */
export function byQuarter<T extends Planned>(ideas: readonly T[]): { quarter: string | null; ideas: T[] }[] {
  const groups = Map.groupBy(ideas, ({ quarter }) => quarter);
  return [...groups]
    .map(([quarter, held]) => ({ quarter, ideas: held.toSorted(inOrder) }))
    .toSorted((a, b) => (a.quarter ?? '9999').localeCompare(b.quarter ?? '9999'));
}

function inOrder(a: Planned, b: Planned): number {
  const place = (one: Planned) => ON_ROADMAP.indexOf(one.status);
  return a.position - b.position || place(a) - place(b) || b.votes - a.votes || (a.id < b.id ? -1 : 1);
}

/** A vote as far as it decides whom it counts for. */
export interface Cast {
  id: string;
  voterId: string;
  /** The person behind the voter; the voter himself where nobody joined him to another. */
  person: string;
  at: Date;
}

/** Which of the votes count: of each person the first one. */
export function counting(votes: readonly Cast[]): Set<string> {
  const first = new Map<string, Cast>();
  for (const vote of votes.toSorted((a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1)))
    if (!first.has(vote.person)) first.set(vote.person, vote);
  return new Set([...first.values()].map(({ id }) => id));
}
