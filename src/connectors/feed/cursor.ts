import { webcrypto } from 'node:crypto';
import { z } from 'zod';

const { subtle } = webcrypto;

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

const shape = z.object({
  url: z.string().optional(),
  etag: z.string().optional(),
  lastModified: z.string().optional(),
  hash: z.string().optional(),
  seconds: z.number().optional(),
  skipHours: z.array(z.number()).optional(),
  skipDays: z.array(z.string()).optional(),
  seen: z.custom<FeedCursor['seen']>((value) => Array.isArray(value) && value.every(isMemory)),
});

/** A cursor that cannot be read counts as none: the feed is read anew and the store drops what it has. */
export function readCursor(text: string | undefined): FeedCursor {
  try {
    return text ? shape.parse(JSON.parse(text)) : { seen: [] };
  } catch {
    return { seen: [] };
  }
}

function isMemory(value: unknown): boolean {
  if (!Array.isArray(value) || value.length !== 3) return false;
  const [id, print, version] = value as unknown[];
  return typeof id === 'string' && typeof print === 'string' && Number.isFinite(version);
}

/** Hash of a document: 16 hexadecimal digits, found beside the event loop. */
export async function hashOfDocument(bytes: Uint8Array): Promise<string> {
  const digest = await subtle.digest('SHA-256', new Uint8Array(bytes));
  return Buffer.from(digest).toString('hex').slice(0, 16);
}
