import { z } from 'zod';
import { isZone } from '#lib/zone/index.ts';

const filter = z.string().min(1).max(80).nullable().default(null);

export const mailInput = z.object({
  every: z.enum(['day', 'week']),
  /** 1 is Monday; of weekly mail only. */
  weekday: z.number().int().min(1).max(7).default(1),
  /** By the clock of `zone`. */
  hour: z.number().int().min(0).max(23),
  zone: z.string().max(60).refine(isZone, { error: 'is no time zone that is known' }),
  /** A channel; null: all. */
  network: filter,
  /** A team, or `none`; null: all. */
  team: filter,
  language: filter,
});
export type MailInput = z.output<typeof mailInput>;
export const mailShape = mailInput.required().extend({ id: z.string() });
export const mailsShape = z.object({
  items: z.array(mailShape),
  /** Without a mail server nothing can be sent. */
  canMail: z.boolean(),
});
export const mailParams = z.object({ id: z.string().max(64) });

/** Of the job that sends one; `day`: on which it was due. */
export const mailPayload = z.object({ id: z.string(), day: z.string() });
