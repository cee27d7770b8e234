import { z } from 'zod';
import { idOf, pageQuery, text } from '#platform/http/index.ts';

export const segmentId = idOf('seg');
export const accountId = idOf('acct');
export const segmentInput = z.object({
  name: text(80),
  description: z.string().trim().max(500).default(''),
  /** What must hold of a customer, in the stored form; null: only those picked by hand are in. GET /segments/facts names what may be asked. */
  condition: z.object({ version: z.literal(1), when: z.unknown() }).nullable(),
});
export type SegmentInput = z.infer<typeof segmentInput>;

export const useShape = z.object({
  /** `rule`, `promise`, `macro`, `approval`, `guide` or `view`. */
  kind: z.string(),
  name: z.string(),
  /** Where it is changed in the console. */
  link: z.string(),
});
export type SegmentUse = z.infer<typeof useShape>;
export const segmentShape = segmentInput.extend({
  id: segmentId,
  /** The condition in words; empty where there is none. */
  text: z.string(),
  /** Accounts that are in by hand, and those that are kept out. */
  picked: z.object({ in: z.number(), out: z.number() }),
  changedAt: z.iso.datetime(),
});
export type SegmentView = z.infer<typeof segmentShape>;

export const customerShape = z.object({
  /** A person, or an account that nobody joined. */
  key: z.string(),
  accountId: z.string(),
  name: z.string(),
  avatarUrl: z.string().nullable(),
  networks: z.array(z.string()),
  /** `condition`, or `hand`: picked by a colleague. */
  by: z.enum(['condition', 'hand']),
  because: z.array(z.string()),
});
export type CustomerView = z.infer<typeof customerShape>;

export const previewInput = z.object({ condition: z.unknown() });
export const previewShape = z.object({
  problems: z.array(z.object({ path: z.string(), message: z.string() })),
  text: z.string(),
  /** Customers that were looked at, the newest first. */
  checked: z.number(),
  /** These were all customers that there are. */
  isAll: z.boolean(),
  matched: z.number(),
  examples: z.array(customerShape),
});
export type SegmentPreview = z.infer<typeof previewShape>;

export const membersQuery = pageQuery;
export const membersPage = z.object({
  items: z.array(customerShape),
  nextCursor: z.string().optional(),
  /** Customers passed for this page; `isBounded`: the time was over before it was full, and `nextCursor` goes on. */
  looked: z.object({ passed: z.number(), isBounded: z.boolean() }),
});
export const pickInput = z.object({ accountId, isIn: z.boolean().nullable() });
/** A fact as editors of conditions are told of it. */
export const factShape = z.object({
  name: z.string(),
  type: z.enum(['choice', 'text', 'list', 'number', 'yes-no', 'words']),
  label: z.string(),
  group: z.string(),
  unit: z.string().optional(),
  values: z
    .array(z.object({ value: z.string(), label: z.string() }))
    .readonly()
    .optional(),
  isOpen: z.boolean().optional(),
});
