import type { ImportDetail } from './queries.ts';

export const KINDS = ['member', 'category', 'thread', 'post'] as const;

/** Columns of figures that say something in this state: what would come, and what came, is not the same. */
export function columnsOf(
  state: ImportDetail['state'],
): readonly ('fresh' | 'done' | 'there' | 'refused' | 'kept')[] {
  if (state === 'draft') return ['fresh', 'there', 'refused'];
  if (state === 'done') return ['done', 'there', 'refused'];
  if (state === 'undone' || state === 'undoing') return ['done', 'kept'];
  return ['fresh', 'done', 'there', 'refused'];
}

/** How much has come of what can come, 0 to 1; null where nothing is under way. */
export function progressOf({ state, counts }: Pick<ImportDetail, 'state' | 'counts'>): number | null {
  if (state !== 'running' && state !== 'stopped') return null;
  const sum = (of: 'done' | 'fresh') => KINDS.reduce((all, kind) => all + counts[kind][of], 0);
  return sum('fresh') === 0 ? 1 : sum('done') / sum('fresh');
}

/** What can be done with it now. */
export function deedsOf({ state, counts }: Pick<ImportDetail, 'state' | 'counts'>) {
  const isSome = KINDS.some((kind) => counts[kind].fresh > counts[kind].done);
  return {
    addFile: state === 'draft',
    start: (state === 'draft' || state === 'stopped') && isSome,
    stop: state === 'running',
    undo: state === 'done' || state === 'stopped',
    drop: state === 'draft' || state === 'undone',
  };
}
