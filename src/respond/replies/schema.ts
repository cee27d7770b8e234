import { z } from 'zod';
import { idOf, pageQuery, text } from '#platform/http/index.ts';
import { fileId } from '#platform/files/index.ts';
import { envelopeShape, replyShape, replyState, type ReplyView } from '#respond/inbox/index.ts';

export { replyShape, replyState, type ReplyView };

export const replyId = idOf('out');

/** POST /inbox/:id/replies. Queues; the answer has state `ready`. `idempotencyKey` makes a repeated request harmless. */
export const replyInput = z.object({
  text: z.string().min(1).max(100_000),
  /** Of mail: another subject, further recipients. */
  envelope: envelopeShape.optional(),
  /** Files that go along, where the network takes them. */
  fileIds: z.array(fileId).max(20).default([]),
  /** The post that is answered. */
  postId: z.string().max(64),
  /** The brand account that speaks. */
  accountId: z.string().max(64),
  idempotencyKey: z.string().min(8).max(64),
  /** Not before this time. */
  sendAt: z.iso.datetime().optional(),
  /** Status of the conversation once queued. */
  thenStatus: z.enum(['open', 'waiting', 'done']).default('waiting'),
  /** Somebody is to look at it first; `alternatives` are other words for the same, of which he chooses. */
  approval: z
    .object({
      alternatives: z.array(z.string().min(1).max(100_000)).max(2).default([]),
      note: text(1000).nullable().default(null),
    })
    .optional(),
  /** Send it although the same text was sent here a moment ago (`reply.same_text`). */
  isConfirmed: z.boolean().default(false),
  /** Send it although something speaks against it (`reply.objected`): each with the code of the objection and why. Needs the permission it names. */
  overrides: z
    .array(z.object({ code: z.string().min(1).max(60), reason: z.string().trim().min(3).max(500) }))
    .max(20)
    .optional(),
  /** Send it although it has double braces, which look like variables that nobody filled (`reply.unfilled`). */
  areGapsMeant: z.boolean().default(false),
});

/** GET /replies: the newest first. */
export const repliesQuery = pageQuery.extend({ state: replyState.optional() });

export const confirmSentInput = z.object({
  url: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .optional(),
});

/** POST /replies/preflight {text, network, isPrivate}: counting and preview by the network's own rules. */
export const preflightInput = z.object({
  text: z.string().max(100_000),
  network: z.string().max(40),
  /** It answers what was written to us alone. */
  isPrivate: z.boolean().default(false),
});
export const preflightResult = z.object({
  verdict: z.enum(['allowed', 'forbidden', 'too-long']),
  reason: z.string().nullable(),
  length: z.number(),
  maxLength: z.number(),
  facets: z.array(
    z.object({
      start: z.number(),
      end: z.number(),
      kind: z.enum(['link', 'mention', 'tag']),
      value: z.string(),
    }),
  ),
});
