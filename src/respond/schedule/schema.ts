import { z } from 'zod';
import { idOf } from '#platform/http/index.ts';
import { fileId } from '#platform/files/index.ts';
import { conversationId, envelopeShape } from '#respond/inbox/index.ts';
import { REASONS } from './domain.ts';

export const scheduledId = idOf('sched');
const wall = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, 'must be a time such as 2026-11-23T09:00');
const zone = z.string().min(1).max(60);

/** When it leaves: a time on the wall of a zone, or when a calendar opens next (null: the standard one). */
export const whenShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('time'), wall, zone }),
  z.object({ kind: z.literal('opening'), calendarId: z.string().max(64).nullable().default(null) }),
]);
export type When = z.output<typeof whenShape>;

/** What a reply is; see `POST /inbox/:id/replies`. */
export const scheduleInput = z.object({
  text: z.string().min(1).max(100_000),
  postId: z.string().max(64),
  accountId: z.string().max(64),
  thenStatus: z.enum(['open', 'waiting', 'done']).default('waiting'),
  envelope: envelopeShape.optional(),
  fileIds: z.array(fileId).max(20).default([]),
  areGapsMeant: z.boolean().default(false),
  /** Objections that somebody with the right to do so sets aside. */
  overrides: z
    .array(z.object({ code: z.string().min(1).max(60), reason: z.string().trim().min(3).max(500) }))
    .max(20)
    .optional(),
  when: whenShape,
});
export type ScheduleInput = z.output<typeof scheduleInput>;
export type KeptWish = Omit<ScheduleInput, 'when'>;

export const scheduleChange = z.object({
  text: z.string().min(1).max(100_000).optional(),
  when: whenShape.optional(),
  areGapsMeant: z.boolean().optional(),
  version: z.number().int(),
});
export type ScheduleChange = z.output<typeof scheduleChange>;
export const decideInput = z.object({ version: z.number().int() });

export const scheduledShape = z.object({
  id: scheduledId,
  conversationId,
  text: z.string(),
  thenStatus: z.enum(['open', 'waiting', 'done']),
  sendAt: z.iso.datetime(),
  kind: z.enum(['time', 'opening']),
  /** The zone in which the time was chosen, and the time there. */
  zone: z.string(),
  wall: z.string(),
  state: z.enum(['scheduled', 'asked', 'handed', 'cancelled']),
  /** Where somebody has to approve it: still to be done, or done. */
  approval: z.enum(['waiting', 'approved']).nullable(),
  /** Why it did not leave and somebody is asked. */
  asked: z.object({ because: z.enum(REASONS), text: z.string() }).nullable(),
  createdBy: z.object({ id: z.string(), name: z.string() }),
  createdAt: z.iso.datetime(),
  version: z.number(),
  /** Whom it answers, for lists. */
  customer: z.string(),
  network: z.string(),
});
export type ScheduledView = z.infer<typeof scheduledShape>;

export const timesShape = z.object({
  company: z.object({ zone: z.string(), isOpen: z.boolean(), opensAt: z.iso.datetime().nullable() }),
  /** By the place that the customer names, if any: a guess. */
  customer: z.object({ zone: z.string(), place: z.string() }).nullable(),
  /** Natural times to choose, soonest first. `whose`: whose clock it is. */
  choices: z.array(
    z.object({
      id: z.enum(['opening', 'evening', 'morning', 'customer-morning', 'monday']),
      whose: z.enum(['company', 'customer']),
      at: z.iso.datetime(),
      when: whenShape,
    }),
  ),
});
export type TimesView = z.infer<typeof timesShape>;
