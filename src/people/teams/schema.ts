import { z } from 'zod';
import { idOf, text } from '#platform/http/index.ts';

export const teamId = idOf('team');
const userId = idOf('user');
const calendarId = z.string().max(64).nullable().default(null);
const minutes = z.number().int().min(1).max(43_200);

/** After so many minutes a customer of the team has waited, somebody hears of it, or another team gets the conversation. */
const escalationStep = z.object({
  afterMinutes: minutes,
  /** `lead`, the id of a colleague, or null. */
  tell: z
    .union([z.literal('lead'), userId])
    .nullable()
    .default(null),
  moveTo: teamId.nullable().default(null),
});

export const handlingShape = z.object({
  /** Takes back what its owner does not answer; null for never. */
  ownership: z
    .object({ minutes, warnMinutes: z.number().int().min(0).max(43_200).default(0) })
    .refine(({ minutes, warnMinutes }) => warnMinutes < minutes, 'must warn before the time is over')
    .nullable()
    .default(null),
  /** While the team's calendar is closed: wait in the team's queue, or go to whoever is on call. */
  outOfHours: z.enum(['queue', 'on-call']).default('queue'),
  onCallId: userId.nullable().default(null),
  escalation: z.array(escalationStep).max(8).default([]),
});
export type Handling = z.output<typeof handlingShape>;

export const teamInput = z.object({
  name: text(60),
  purpose: z.string().trim().max(300).default(''),
  leadId: userId.nullable().default(null),
  memberIds: z.array(userId).max(500).default([]),
  calendarId,
  handling: handlingShape.prefault({}),
});
export type TeamInput = z.output<typeof teamInput>;

export const teamShape = z.object({ ...teamInput.shape, id: teamId, handling: handlingShape });
export type Team = z.output<typeof teamShape>;

const tag = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .transform((word) => word.toLowerCase());
const language = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z]{2,3}$/, 'is a language code such as de');

export const profileInput = z.object({
  skills: z.array(tag).max(50).default([]),
  languages: z.array(language).max(30).default([]),
  /** How many conversations somebody has at a time; a channel may count for more or less than one. */
  capacity: z.number().min(0).max(1000),
  calendarId,
});
export type ProfileInput = z.output<typeof profileInput>;

export const absenceInput = z
  .object({
    from: z.iso.datetime().optional(),
    until: z.iso.datetime().nullable().default(null),
    /** A colleague or a team that gets what is open; null leaves it. */
    handOverTo: z.union([userId, teamId]).nullable().default(null),
    note: z.string().trim().max(200).default(''),
  })
  .refine(
    ({ from, until }) => until === null || from === undefined || from < until,
    'must end after it begins',
  );
export type AbsenceInput = z.output<typeof absenceInput>;

export const absenceShape = z.object({
  id: idOf('abs'),
  userId: z.string(),
  from: z.iso.datetime(),
  until: z.iso.datetime().nullable(),
  handOverTo: z.string().nullable(),
  note: z.string(),
  isNow: z.boolean(),
});
export type AbsenceView = z.output<typeof absenceShape>;

/** Somebody who answers customers: what they can do, for whom, and whether they are there. */
export const workerShape = z.object({
  id: userId,
  name: z.string(),
  role: z.string(),
  ...profileInput.shape,
  skills: z.array(z.string()),
  languages: z.array(z.string()),
  teamIds: z.array(z.string()),
  /** Now, and those to come. */
  absences: z.array(absenceShape),
  isAway: z.boolean(),
});

export const channelWeights = z.record(z.string().min(1).max(40), z.number().min(0.1).max(20));
