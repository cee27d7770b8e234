import { z } from 'zod';
import { httpErrors } from './errors.ts';
import { isWritable } from './given-text.ts';

/** Query of every list: an opaque cursor from the page before, and how many rows. */
export const pageQuery = z.object({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export interface PageOf<T> {
  items: T[];
  /** Absent on the last page. */
  nextCursor?: string | undefined;
}

/** Shape of a page of `item`. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().optional() });

/** Packs the sort keys of the last row. */
export function encodeCursor(keys: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(keys)).toString('base64url');
}

/** A text that the database can compare, or a whole number that it can hold exactly. */
function isSortKey(key: unknown): boolean {
  return typeof key === 'string' ? isWritable(key) : Number.isSafeInteger(key);
}

/** The sort keys of a cursor made by `encodeCursor`. Throws `http.cursor_invalid`. */
export function decodeCursor(cursor: string, length: number): (string | number)[] {
  try {
    const keys: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(keys) && keys.length === length && keys.every(isSortKey)) return keys;
  } catch {
    // Falls through to the refusal.
  }
  throw httpErrors('http.cursor_invalid');
}

/** The place of a cursor made of a rank, as the database wrote it, and an id. Throws `http.cursor_invalid`. */
export function decodeRank(cursor: string): { rank: number; id: string } {
  const [rank, id] = decodeCursor(cursor, 2);
  if (typeof rank !== 'string' || typeof id !== 'string' || !/^-?\d+(?:\.\d+)?(?:e-?\d+)?$/.test(rank))
    throw httpErrors('http.cursor_invalid');
  return { rank: Number(rank), id };
}
