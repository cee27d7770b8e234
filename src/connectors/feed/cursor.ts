import { createHash } from 'node:crypto';
import { z } from 'zod';
import { fingerprint } from './format/identity.ts';
import type { FeedEntry } from './format/types.ts';

/** What the last reading left behind; travels as JSON in the source's cursor. */
export interface FeedCursor {
  /** Address that the validators belong to. */
  url?: string | undefined;
  etag?: string | undefined;
  lastModified?: string | undefined;
  /** Hash of the last document. */
  hash?: string | undefined;
  /** Seconds until the next reading, as decided after the last full one. */
  seconds?: number | undefined;
  /** When the publisher does not want to be asked. */
  skipHours?: number[] | undefined;
  skipDays?: string[] | undefined;
  /** Short hash of an entry's id → fingerprint of what it said and the version that was handed over; newest last. */
  seen: [id: string, fingerprint: string, version: number][];
}

const MAX_SEEN = 2000;
const shape = z.object({
  url: z.string().optional(),
  etag: z.string().optional(),
  lastModified: z.string().optional(),
  hash: z.string().optional(),
  seconds: z.number().optional(),
  skipHours: z.array(z.number()).optional(),
  skipDays: z.array(z.string()).optional(),
  seen: z.array(z.tuple([z.string(), z.string(), z.number()])),
});

/** A cursor that cannot be read counts as none: the feed is read anew and the store drops what it has. */
export function readCursor(text: string | undefined): FeedCursor {
  try {
    return text ? shape.parse(JSON.parse(text)) : { seen: [] };
  } catch {
    return { seen: [] };
  }
}

export function hashOf(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16);
}

export interface Change {
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
    const id = hashOf(entry.id);
    const print = fingerprint(entry);
    const known = memory.get(id);
    const version = known?.print === print ? known.version : versionOf(entry, known?.version, now);
    if (known?.print !== print) changes.push({ entry, version, isEdit: known !== undefined });
    // Moved to the end: what is still in the feed is forgotten last.
    memory.delete(id);
    memory.set(id, { print, version });
  }
  const kept = [...memory].slice(-Math.max(MAX_SEEN, entries.length));
  return { changes, seen: kept.map(([id, { print, version }]) => [id, print, version]) };
}

function versionOf(entry: FeedEntry, before: number | undefined, now: Date): number {
  const noticed = now.getTime() * 1000;
  const own = entry.updated ? Date.parse(entry.updated) * 1000 : noticed;
  if (before === undefined || own > before) return own;
  return Math.max(noticed, before + 1);
}
