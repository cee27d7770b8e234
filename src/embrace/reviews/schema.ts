import { z } from 'zod';
import { idOf, pageQuery, shortText, text } from '#platform/http/index.ts';
import {
  CHOSEN_REASONS,
  INCENTIVES,
  INVITATION_STATES,
  isHash,
  REMOVAL_REASONS,
  SORTS,
  STATES,
} from './domain.ts';

export const productId = idOf('prd');
export const reviewId = idOf('rev');
export const invitationId = idOf('rvi');
const at = z.iso.datetime();
const incentive = z.enum(INCENTIVES);
const stars = z.number().int().min(1).max(5);
const webAddress = z.url({ protocol: /^https?$/ }).max(1000);

/** How buyers are asked for reviews. */
export const reviewSettingsShape = z.object({
  asks: z.boolean().default(false),
  /** Days after the delivery. */
  askAfterDays: z.number().int().min(0).max(180).default(14),
  /** What the mail says beside the link; empty: our words. */
  words: z
    .object({
      en: z.string().trim().max(600).default(''),
      de: z.string().trim().max(600).default(''),
    })
    .default({ en: '', de: '' }),
});
export type ReviewSettings = z.infer<typeof reviewSettingsShape>;

export const productInput = z.object({
  name: shortText,
  /** Made of the name unless told. */
  slug: z.string().trim().max(80).default(''),
  text: z.string().trim().max(1000).default(''),
  externalId: z.string().trim().min(1).max(120).nullable().default(null),
  /** Where it is sold. */
  url: webAddress.nullable().default(null),
  /** An uploaded file. */
  pictureFileId: idOf('file').nullable().default(null),
  /** A picture elsewhere: it is fetched once and served by us. */
  pictureUrl: webAddress.nullable().default(null),
  isArchived: z.boolean().default(false),
});
export type ProductInput = z.infer<typeof productInput>;

const counts = z.object({
  1: z.number().int(),
  2: z.number().int(),
  3: z.number().int(),
  4: z.number().int(),
  5: z.number().int(),
});
const hiddenShape = z.object({
  /** Waiting for a colleague's look. */
  waiting: z.number().int(),
  removed: z.array(z.object({ reason: z.enum(REMOVAL_REASONS), count: z.number().int() })),
});

export const productShape = z.object({
  id: productId,
  slug: z.string(),
  name: z.string(),
  text: z.string(),
  externalId: z.string().nullable(),
  url: z.string().nullable(),
  pictureUrl: z.string().nullable(),
  pictureProblem: z.string().nullable(),
  isArchived: z.boolean(),
  average: z.number().nullable(),
  count: z.number().int(),
  stars: counts,
  hidden: hiddenShape,
  /** Its public page. */
  pageUrl: z.string(),
});
export type ProductView = z.infer<typeof productShape>;

export const replyShape = z.object({
  id: z.string(),
  markdown: z.string(),
  html: z.string(),
  byName: z.string(),
  at,
  changedAt: at,
});

export const reviewShape = z.object({
  id: reviewId,
  productId,
  productName: z.string(),
  author: z.object({ id: z.string().nullable(), name: z.string() }),
  stars,
  title: z.string(),
  markdown: z.string(),
  html: z.string(),
  photos: z.array(z.string()),
  isVerified: z.boolean(),
  verifiedBy: z.enum(['order', 'link']).nullable(),
  incentive,
  state: z.enum(STATES),
  removal: z
    .object({ reason: z.enum(REMOVAL_REASONS), note: z.string(), at, by: z.string().nullable() })
    .nullable(),
  helpful: z.number().int(),
  unhelpful: z.number().int(),
  version: z.number().int(),
  writtenAt: at,
  changedAt: at,
  reply: replyShape.nullable(),
  caseId: z.string().nullable(),
  url: z.string(),
});
export type ReviewView = z.infer<typeof reviewShape>;

export const reviewDetail = reviewShape.extend({
  /** What it said before, the latest hundred. */
  versions: z.array(
    z.object({ version: z.number().int(), stars, title: z.string(), markdown: z.string(), at }),
  ),
  removals: z.array(
    z.object({ reason: z.enum(REMOVAL_REASONS).nullable(), note: z.string(), byName: z.string(), at }),
  ),
});
export type ReviewDetail = z.infer<typeof reviewDetail>;

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

export const reviewsQuery = pageQuery.extend({
  product: productId.optional(),
  /** `answer`: shown and without an answer of the company. */
  list: z.enum(['all', 'answer', 'held', 'removed']).default('all'),
  sort: z.enum(SORTS).default('newest'),
  stars: z.coerce.number().int().min(1).max(5).optional(),
  verified: flag.optional(),
  photos: flag.optional(),
});

export const replyInput = z.object({ text: text(8000) });
export const removedInput = z.object({
  reason: z.enum(CHOSEN_REASONS),
  /** For colleagues, beside the reason that everybody reads. */
  note: z.string().trim().max(300).default(''),
});
export type RemovedInput = z.infer<typeof removedInput>;

const mailText = z.email().max(254);
export const invitationInput = z.object({
  productId,
  /** For one buyer; without, the link is good once, for whoever has it. */
  mail: mailText.optional(),
  incentive: incentive.default('none'),
  language: z.enum(['en', 'de']).default('en'),
});
export type InvitationInput = z.infer<typeof invitationInput>;

export const invitationShape = z.object({
  id: invitationId,
  productId,
  productName: z.string(),
  state: z.enum(INVITATION_STATES),
  why: z.string().nullable(),
  incentive,
  isFromOrder: z.boolean(),
  dueAt: at.nullable(),
  askedAt: at.nullable(),
  reviewId: reviewId.nullable(),
  byName: z.string(),
  createdAt: at,
});
export type InvitationView = z.infer<typeof invitationShape>;

export const orderInput = z.object({
  number: z.string().trim().min(1).max(120),
  product: z.string().trim().min(1).max(120),
  mail: mailText.optional(),
  mailHash: z.string().refine(isHash, 'must be SHA-256 in hex').optional(),
  orderedAt: at,
  deliveredAt: at.optional(),
  value: z.number().min(0).max(99_999_999).optional(),
  incentive: incentive.default('none'),
  language: z.enum(['en', 'de']).default('en'),
});
export const ordersInput = z.object({ items: z.array(orderInput).min(1).max(1000) });

export const tableInput = z.object({
  text: z.string().max(20_000_000),
  isDryRun: z.boolean().default(false),
});
export const importShape = z.object({
  fresh: z.number().int(),
  changed: z.number().int(),
  /** Rows that said what was known. */
  same: z.number().int(),
  problems: z.array(z.object({ line: z.number().int(), reason: z.string() })),
  isDryRun: z.boolean(),
});
export type ImportView = z.infer<typeof importShape>;

export const figuresShape = z.object({
  products: z.number().int(),
  reviews: z.number().int(),
  average: z.number().nullable(),
  stars: counts,
  verified: z.number().int(),
  disclosed: z.number().int(),
  withPhotos: z.number().int(),
  answered: z.number().int(),
  /** Hours to the company's answer in the middle; null: none was given. */
  answerHours: z.number().nullable(),
  hidden: hiddenShape,
  asked: z.number().int(),
  reviewedAfter: z.number().int(),
  weeks: z.array(z.object({ week: z.string(), count: z.number().int(), average: z.number().nullable() })),
});
export type FiguresView = z.infer<typeof figuresShape>;
