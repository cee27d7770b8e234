import { z } from 'zod';
import { complaintShape } from '../check/schema.ts';

const touch = z.object({
  postId: z.string(),
  at: z.iso.datetime(),
  network: z.string(),
  text: z.string(),
  /** Path in the console. */
  link: z.string().nullable(),
});
/** What to know of a person before one speaks to them. */
export const heardShape = z.object({
  /** The accounts of the person that we know. */
  accounts: z.array(z.object({ id: z.string(), network: z.string(), name: z.string() })),
  /** What we said to them last, on any account, the newest first. */
  said: z.array(touch),
  cases: z.array(z.object({ id: z.string(), number: z.number(), title: z.string(), status: z.string() })),
  /** Their other conversations that are not done. */
  open: z.array(z.object({ id: z.string(), network: z.string(), excerpt: z.string(), at: z.iso.datetime() })),
  complaint: complaintShape.nullable(),
  /** How they sounded, the oldest first: −1 to 1. */
  mood: z.array(touch.extend({ score: z.number() })),
});
export type HeardView = z.output<typeof heardShape>;
