import { z } from 'zod';
import { text } from '#platform/http/index.ts';
import { conversationId } from '#respond/inbox/index.ts';

export const readingSettings = z.object({
  days: z.number().int().min(0).max(365),
  posts: z.number().int().min(0).max(10_000),
});
export const readingAccount = z.object({
  accountId: z.string(),
  network: z.string(),
  handle: z.string(),
  startedAt: z.iso.datetime(),
  until: z.iso.datetime(),
  postsRead: z.number(),
  postsWanted: z.number(),
  /** Null when it may post. */
  reason: z.string().nullable(),
  /** Why it was let post before its time; null where it was not. */
  ended: z.object({ reason: z.string(), by: z.string() }).nullable(),
});
export type ReadingAccount = z.output<typeof readingAccount>;
export const readingView = readingSettings.extend({ accounts: z.array(readingAccount) });
export type ReadingView = z.output<typeof readingView>;
export const readInput = z.object({ conversationId });
export const endInput = z.object({ reason: text(300) });
