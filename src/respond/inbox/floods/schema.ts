import { z } from 'zod';
import { idOf, pageOf, pageQuery } from '#platform/http/index.ts';
import { postId, postShape } from '#listen/posts/index.ts';

export const floodId = idOf('flood');
/** What stands behind a conversation: counted up to 1000. */
export const floodMark = z.object({
  id: floodId,
  posts: z.number(),
  threads: z.number(),
  beganAt: z.iso.datetime(),
  lastAt: z.iso.datetime(),
});
export type FloodMark = z.infer<typeof floodMark>;

export const heldQuery = pageQuery;
export const heldPage = pageOf(postShape);
/** Posts whose threads are let in; a thread comes with all its posts. */
export const letInInput = z.object({ postIds: z.array(postId).min(1).max(500) });
export const letInResult = z.object({
  conversationIds: z.array(z.string()),
  /** Whether more is being let in, in the background. */
  isMore: z.boolean(),
});

export const brakeInput = z.object({
  isOn: z.boolean(),
  threads: z.number().int().min(3).max(50),
  minutes: z.number().int().min(1).max(60),
});
export type BrakeView = z.infer<typeof brakeInput>;
/** A sender who is never held. */
const trustedShape = z.object({
  accountId: z.string(),
  name: z.string(),
  network: z.string(),
  byName: z.string(),
  at: z.iso.datetime(),
});
export type TrustedView = z.infer<typeof trustedShape>;
export const trustedPage = pageOf(trustedShape);
export const trustedParams = z.object({ accountId: idOf('acct') });
