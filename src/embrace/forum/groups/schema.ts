import { z } from 'zod';
import { idOf, shortText } from '#platform/http/index.ts';
import { GROUP_KINDS, WISHES } from './domain.ts';

export const groupId = idOf('fgr');

export const groupInput = z.object({
  name: shortText,
  /** Made of the name unless told. */
  slug: z.string().trim().max(80).default(''),
  text: z.string().trim().max(1000).default(''),
  kind: z.enum(GROUP_KINDS),
});
export type GroupInput = z.output<typeof groupInput>;

export const groupShape = groupInput.extend({
  id: groupId,
  slug: z.string(),
  text: z.string(),
  members: z.number(),
  url: z.string(),
});

export const seatShape = z.object({
  member: z.object({ id: z.string(), handle: z.string(), name: z.string() }),
  state: z.enum(['in', 'asked', 'invited']),
  role: z.enum(['member', 'moderator']),
  /** Since when. */
  at: z.iso.datetime(),
});

export const wishInput = z.object({ handle: z.string().trim().min(1).max(60), wish: z.enum(WISHES) });
