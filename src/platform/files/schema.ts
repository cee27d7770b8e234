import { z } from 'zod';
import { idOf, text } from '#platform/http/index.ts';

export const fileId = idOf('file');

export const fileShape = z.object({
  id: fileId,
  name: z.string(),
  /** By its bytes. */
  mediaType: z.string(),
  kind: z.enum(['image', 'video', 'audio', 'text', 'document']),
  /** Bytes. */
  size: z.number(),
  /** Pixels, of images. */
  width: z.number().nullable(),
  height: z.number().nullable(),
  scan: z.enum(['clean', 'refused', 'not scanned']),
  scanNote: z.string().nullable(),
});
export type FileView = z.infer<typeof fileShape>;

/** POST /files?name=…&purpose=…; the body is the file itself. */
export const uploadQuery = z.object({
  name: text(500).default('file'),
  purpose: text(40).default('note'),
});

export const fileLimits = z.object({
  /** Bytes that one file may have. */
  maxBytes: z.number(),
  /** Whether a virus scanner is set up. */
  isScanned: z.boolean(),
});

export const shownQuery = z.object({
  until: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  proof: z.string().max(100),
});
