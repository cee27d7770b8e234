import { z } from 'zod';
import { KINDS } from './domain.ts';

export const searchQuery = z.object({
  q: z.string().trim().min(1).max(200),
  /** Of each kind. */
  limit: z.coerce.number().int().min(1).max(20).default(6),
});

const hitShape = z.object({
  id: z.string(),
  title: z.string(),
  excerpt: z.string(),
  at: z.iso.datetime().nullable(),
  network: z.string().nullable(),
  /** Where it is in the console. */
  to: z.string(),
});
export type Hit = z.infer<typeof hitShape>;

export const searchShape = z.object({
  /** By kind; the kind with the best hit first. */
  groups: z.array(z.object({ kind: z.enum(KINDS), items: z.array(hitShape) })),
  /** Words that were looked for, also those that may have been meant; lower case, without marks. */
  words: z.array(z.string()),
});
export type SearchView = z.infer<typeof searchShape>;
