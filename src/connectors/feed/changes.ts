import { createHash } from 'node:crypto';
import type { FeedCursor } from './cursor.ts';
import { fingerprint } from './format/identity.ts';
import type { FeedEntry } from './format/types.ts';

const MAX_SEEN = 2000;

export interface Change {
  /** Short hash of the entry's id. */
  id: string;
  print: string;
  entry: FeedEntry;
  version: number;
  isEdit: boolean;
}

/**
 * Compares a feed with what was seen before: new entries and changed ones, oldest first, and the memory to keep. The version is
 * the entry's own date of change in microseconds; where that does not tell of the change, the time it was noticed.
 */
export function findChanges(
  entries: FeedEntry[],
  seen: FeedCursor['seen'],
  now: Date,
): { changes: Change[]; seen: FeedCursor['seen'] } {
  const memory = new Map(seen.map(([id, print, version]) => [id, { print, version }]));
  const changes: Change[] = [];
  for (const entry of entries.toReversed()) {
    const id = shortHash(entry.id);
    const print = fingerprint(entry);
    const known = memory.get(id);
    const version = known?.print === print ? known.version : versionOf(entry, known?.version, now);
    if (known?.print !== print) changes.push({ id, print, entry, version, isEdit: known !== undefined });
    // Moved to the end: what is still in the feed is forgotten last.
    memory.delete(id);
    memory.set(id, { print, version });
  }
  const kept = [...memory].slice(-Math.max(MAX_SEEN, entries.length));
  return { changes, seen: kept.map(([id, { print, version }]) => [id, print, version]) };
}

/** The memory after some of the changes were handed over. */
export function remember(seen: FeedCursor['seen'], given: readonly Change[]): FeedCursor['seen'] {
  const memory = new Map(seen.map((one) => [one[0], one]));
  for (const { id, print, version } of given) {
    memory.delete(id);
    memory.set(id, [id, print, version]);
  }
  return [...memory.values()];
}

function versionOf(entry: FeedEntry, before: number | undefined, now: Date): number {
  const noticed = now.getTime() * 1000;
  const own = entry.updated ? Date.parse(entry.updated) * 1000 : noticed;
  return before === undefined || own > before ? own : Math.max(noticed, before + 1);
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
