import { z } from 'zod';
import { idOf, text } from '#platform/http/index.ts';
import { conversationId } from '#respond/inbox/index.ts';

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

export const newPage = z.object({
  /** Which conversations are shown; empty: those of the customer who wrote first. All must be of one person. */
  conversationIds: z.array(conversationId).max(50).default([]),
  showsFields: z.boolean().default(true),
  showsPromises: z.boolean().default(true),
  nextStep: text(1000).nullable().default(null),
});
export const newPageResult = z.object({ page: casePageShape, link: z.string() });
export const nextStepInput = z.object({ nextStep: text(1000).nullable() });
export const daysShape = z.object({ days: z.number().int().min(1).max(730) });
