import { z } from 'zod';
import { conversationId } from '#respond/inbox/index.ts';
import { checkedShape } from '../check/schema.ts';

const address = z
  .string()
  .trim()
  .max(500)
  .refine(
    (url) => url === '' || /^https?:$/.test(URL.parse(url)?.protocol ?? ''),
    'must be an http or https address',
  );

export const draftingInput = z.object({
  isOn: z.boolean(),
  /** Up to and without `/chat/completions`: `https://models.example/v1`. */
  url: address,
  model: z.string().trim().max(200),
  /** Kept sealed and never shown again. Absent: the one there is stays. Empty: it goes. */
  key: z.string().max(1000).optional(),
  requestsPerDay: z.number().int().min(1).max(1_000_000),
  tokensPerDay: z.number().int().min(1000).max(1_000_000_000),
  timeoutMs: z.number().int().min(1000).max(60_000),
  /** Whether words may leave that people wrote to us alone, as in mail and chat. */
  sendsPrivate: z.boolean().default(false),
});
export const draftingView = draftingInput.omit({ key: true }).extend({
  hasKey: z.boolean(),
  problem: z.string().nullable(),
  answeredAt: z.iso.datetime().nullable(),
  today: z.object({
    requests: z.number(),
    tokens: z.number(),
    drafts: z.number(),
    /** Thrown away, because they did not hold to what they were given. */
    refused: z.number(),
  }),
});
export type DraftingView = z.output<typeof draftingView>;

export const trialShape = z.object({
  isFine: z.boolean(),
  problem: z.string().nullable(),
  milliseconds: z.number(),
  text: z.string().nullable(),
});

export const draftInput = z.object({
  conversationId,
  /** What the agent wants said; his own words. */
  wish: z.string().trim().max(1000).default(''),
});
export const draftShape = z.object({
  text: z.string(),
  /** Articles that it is based on. */
  citations: z.array(
    z.object({ articleId: z.string(), language: z.string(), title: z.string(), url: z.string().nullable() }),
  ),
  model: z.string(),
  checked: checkedShape,
});
export type DraftView = z.output<typeof draftShape>;
