import { z } from 'zod';
import { idOf } from '#platform/http/index.ts';

/**
 * ready → sending → sent; `failed` after a final no or too many attempts; `uncertain` when the network cannot tell whether it stands: a person decides.
 * `cancelled` before it was sent.
 */
export const replyState = z.enum(['ready', 'sending', 'sent', 'failed', 'uncertain', 'cancelled']);

/** POST /inbox/:id/replies. Queues; the answer has state `ready`. `idempotencyKey` makes a repeated request harmless. */
export const replyInput = z.object({
  text: z.string().min(1).max(10_000),
  /** The post that is answered. */
  postId: z.string().max(64),
  /** The brand account that speaks. */
  accountId: z.string().max(64),
  idempotencyKey: z.string().min(8).max(64),
  /** Not before this time. */
  sendAt: z.iso.datetime().optional(),
  /** Status of the conversation once queued. */
  thenStatus: z.enum(['open', 'waiting', 'done']).default('waiting'),
});

export const replyShape = z.object({
  id: idOf('out'),
  conversationId: z.string(),
  postId: z.string(),
  account: z.object({ id: z.string(), handle: z.string(), network: z.string() }),
  text: z.string(),
  state: replyState,
  /** In words: why it failed, or what is unclear, and what can be done. */
  problem: z.string().nullable(),
  attempts: z.number(),
  nextAttemptAt: z.iso.datetime().nullable(),
  createdBy: z.object({ id: z.string(), name: z.string() }),
  createdAt: z.iso.datetime(),
  sentAt: z.iso.datetime().nullable(),
  receipt: z.object({ externalId: z.string(), url: z.string().nullable() }).nullable(),
});
export type ReplyView = z.infer<typeof replyShape>;

/** POST /replies/preflight {text, network}: counting and preview by the network's own rules. */
export const preflightInput = z.object({ text: z.string().max(20_000), network: z.string().max(40) });
export const preflightResult = z.object({
  verdict: z.enum(['allowed', 'forbidden', 'too-long']),
  reason: z.string().nullable(),
  length: z.number(),
  maxLength: z.number(),
  facets: z.array(z.object({ start: z.number(), end: z.number(), kind: z.enum(['link', 'mention', 'tag']), value: z.string() })),
});
