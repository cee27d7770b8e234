import { z } from 'zod';
import { LONGEST_OPTION, MOST_OPTIONS, POLL_KINDS, POLL_SHOWS } from './domain.ts';

const line = z
  .string()
  .trim()
  .min(1)
  .max(LONGEST_OPTION)
  .regex(/^[^\n\r]*$/, 'must be one line');

export const pollInput = z.object({
  question: line,
  options: z.array(line).min(2).max(MOST_OPTIONS),
  kind: z.enum(POLL_KINDS).default('single'),
  shows: z.enum(POLL_SHOWS).default('always'),
  isAnonymous: z.boolean().default(true),
  closesAt: z.iso.datetime().nullable().default(null),
});
export type PollInput = z.output<typeof pollInput>;

export const pollShape = z.object({
  question: z.string(),
  kind: z.enum(POLL_KINDS),
  shows: z.enum(POLL_SHOWS),
  isAnonymous: z.boolean(),
  closesAt: z.iso.datetime().nullable(),
  isClosed: z.boolean(),
  votes: z.number(),
  /** In their order, with how they stand; of a ranked poll in the last round that each took part in. */
  options: z.array(z.object({ text: z.string(), votes: z.number(), isLeading: z.boolean() })),
});
