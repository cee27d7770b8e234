import type { LiveName } from '../api/live.ts';

/** What waits behind a destination of the rail. */
export interface RailCount {
  permission: string;
  /** Shared with the screen behind it, where that asks for the same. */
  queryKey: readonly string[];
  path: string;
  live: LiveName;
  /** How much waits, of what the server answers. */
  sum(answer: Record<string, number>): number;
  /** With `.one` and `.other`: what the number counts. */
  words: 'shell.count.approvals' | 'shell.count.moderation' | 'shell.count.late';
}

export const RAIL_COUNTS: Readonly<Record<string, RailCount>> = {
  '/approvals': {
    permission: 'approvals.read',
    queryKey: ['approvals', 'counts'],
    path: '/approvals/counts',
    live: 'approval.changed',
    sum: ({ decide = 0 }) => decide,
    words: 'shell.count.approvals',
  },
  '/moderation': {
    permission: 'moderation.read',
    queryKey: ['moderation', 'counts'],
    path: '/moderation/counts',
    live: 'moderation.changed',
    // What looks arranged is pointed out only.
    sum: ({ queue = 0, appeals = 0 }) => queue + appeals,
    words: 'shell.count.moderation',
  },
  '/community-desk': {
    permission: 'together.read',
    queryKey: ['community', 'late'],
    path: '/community/promises/late',
    live: 'forum.changed',
    sum: ({ late = 0 }) => late,
    words: 'shell.count.late',
  },
};

/** Numbers of the rail have room for two digits. */
export const shortCount = (count: number): string => (count > 99 ? '99+' : String(count));

/** Never more often than this, however much happens; and this often, because time makes things late, too. */
export const COUNT_EVERY_MS = 5000;
export const COUNT_AGAIN_MS = 60_000;
