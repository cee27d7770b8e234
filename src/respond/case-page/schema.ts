import { z } from 'zod';
import { idOf, text } from '#platform/http/index.ts';
import { conversationId } from '#respond/inbox/index.ts';
import { LANGUAGES } from './words.ts';

export const casePageId = idOf('cpage');

export const casePageShape = z.object({
  id: casePageId,
  conversationIds: z.array(z.string()),
  showsFields: z.boolean(),
  showsPromises: z.boolean(),
  nextStep: z.string().nullable(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  isRevoked: z.boolean(),
  /** When the customer first opened it. */
  openedAt: z.iso.datetime().nullable(),
});
export type CasePageView = z.infer<typeof casePageShape>;

/** Pages of a case, and who they could be for: whoever wrote first stands first. */
export const casePagesShape = z.object({
  items: z.array(casePageShape),
  customers: z.array(z.object({ name: z.string(), conversationIds: z.array(z.string()) })),
});
export type CasePagesView = z.infer<typeof casePagesShape>;

export const newPage = z.object({
  /** Which conversations are shown; empty: those of the customer who wrote first. All must be of one person. */
  conversationIds: z.array(conversationId).max(50).default([]),
  showsFields: z.boolean().default(true),
  showsPromises: z.boolean().default(true),
  nextStep: text(1000).nullable().default(null),
});
export const newPageResult = z.object({ page: casePageShape, link: z.string() });
/** What is absent stays as it is. */
export const pageChange = z.object({
  conversationIds: newPage.shape.conversationIds.unwrap().optional(),
  showsFields: z.boolean().optional(),
  showsPromises: z.boolean().optional(),
  nextStep: text(1000).nullable().optional(),
});
export type PageChange = z.infer<typeof pageChange>;

const flag = z
  .enum(['true', 'false'])
  .default('true')
  .transform((word) => word === 'true');

/** A choice to look at, as an address carries it. */
export const pagePreview = z.object({
  /** Ids with commas between them. */
  conversationIds: z
    .string()
    .max(2000)
    .default('')
    .transform((list) => list.split(',').filter((id) => id !== '')),
  showsFields: flag,
  showsPromises: flag,
  nextStep: z
    .string()
    .max(1000)
    .default('')
    .transform((words) => words.trim() || null),
  lang: z.enum(LANGUAGES).optional(),
});
export type PagePreview = z.infer<typeof pagePreview>;
export const daysShape = z.object({ days: z.number().int().min(1).max(730) });
