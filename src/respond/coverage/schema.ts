import { z } from 'zod';
import { idOf } from '#platform/http/index.ts';
import { STAGES } from './domain/stage.ts';

const day = z.iso.date();
const network = z.string().trim().min(1).max(40);
const names = z.array(z.string().max(64)).max(500);

export const forecastQuery = z.object({ days: z.coerce.number().int().min(1).max(14).default(7) });

const errorShape = z.object({
  slots: z.number().int(),
  /** Sum of errors by sum of contacts, a half hour; `naive` that of the mean of the hour of the week. */
  error: z.number(),
  naive: z.number(),
  /** Mean error of a day. */
  dayError: z.number(),
  dayNaive: z.number(),
  /** Share that lay within the band. */
  within: z.number(),
});
const slotShape = z.object({
  mean: z.number(),
  low: z.number(),
  high: z.number(),
  needed: z.number().int(),
  planned: z.number().int(),
});
export const forecastShape = z.object({
  zone: z.string(),
  /** Beginning of the first half hour; the others follow. */
  from: z.iso.datetime(),
  halves: z.array(z.object({ at: z.iso.datetime(), day: z.string(), minute: z.number().int() })),
  knownDays: z.number().int(),
  channels: z.array(
    z.object({
      network: z.string(),
      /** Null until there is more than a week. */
      error: errorShape.nullable(),
      /** Contacts of the last seven days, a half hour each. */
      lastWeek: z.array(z.number().int()),
      slots: z.array(slotShape),
    }),
  ),
  total: z.array(z.object({ needed: z.number().int(), planned: z.number().int() })),
});
export type ForecastView = z.output<typeof forecastShape>;

const channel = z.object({
  handleMinutes: z.number().min(0.1).max(480),
  concurrency: z.number().int().min(1).max(10),
  targetShare: z.number().min(0.01).max(0.999),
  targetMinutes: z.number().min(0.1).max(10_080),
});
const expectation = z
  .object({
    name: z.string().trim().min(1).max(120),
    from: day,
    to: day,
    factor: z.number().min(0.05).max(20),
  })
  .refine(({ from, to }) => to >= from, { error: 'must end after it begins' });
export const settingsShape = z.object({
  shrinkage: z.number().min(0).max(0.8),
  mostBusy: z.number().min(0.3).max(1),
  countries: z.array(z.string().regex(/^[A-Z]{2}$/)).max(10),
  events: z.array(expectation).max(100),
  channels: z.record(network, channel),
});
export type SettingsView = z.output<typeof settingsShape>;

export const shiftId = idOf('shift');
export const shiftParams = z.object({ id: shiftId });
const shiftFields = {
  name: z.string().trim().max(120),
  userId: z.string().max(64).nullable(),
  teamId: z.string().max(64).nullable(),
  people: z.number().int().min(1).max(1000),
  networks: z.array(network).max(50),
  weekdays: z.array(z.number().int().min(0).max(6)).min(1).max(7),
  fromMinute: z.number().int().min(0).max(1439),
  toMinute: z.number().int().min(1).max(2880),
  validFrom: day,
  validUntil: day.nullable(),
};
export const shiftInput = z
  .object({
    ...shiftFields,
    name: shiftFields.name.default(''),
    userId: shiftFields.userId.default(null),
    teamId: shiftFields.teamId.default(null),
    people: shiftFields.people.default(1),
    networks: shiftFields.networks.default([]),
    validUntil: shiftFields.validUntil.default(null),
  })
  .refine(({ fromMinute, toMinute }) => toMinute > fromMinute && toMinute - fromMinute <= 1440, {
    error: 'must end after it begins, and within 24 hours',
  })
  .refine(({ validFrom, validUntil }) => validUntil === null || validUntil >= validFrom, {
    error: 'must be valid until a day after it begins',
  })
  .refine(({ userId, people }) => userId === null || people === 1, { error: 'one colleague is one person' });
export const shiftShape = z.object({ ...shiftFields, id: shiftId });
export type ShiftView = z.output<typeof shiftShape>;

export const stageInput = z.object({
  stage: z.enum(STAGES),
  userIds: names.default([]),
  accountIds: names.default([]),
});
export const stageShape = z.object({
  stage: z.enum(STAGES),
  userIds: names,
  accountIds: names,
  since: z.iso.datetime(),
});
export const stageDetail = stageShape.extend({
  figures: z.object({
    knownDays: z.number().int(),
    contactsPerDay: z.number(),
    answeredPerDay: z.number(),
    waiting: z.number().int(),
    medianMinutes: z.number().nullable(),
    keptShare: z.number().nullable(),
    peopleNeeded: z.number().int(),
    peopleAllowed: z.number().int(),
  }),
  advice: z.object({
    next: z.enum(STAGES).nullable(),
    isTime: z.boolean(),
    reasons: z.array(z.string()),
  }),
});
export type StageView = z.output<typeof stageDetail>;
/** What the composer asks: whether the reader may send now. */
export const mayShape = z.object({
  stage: z.enum(STAGES),
  maySend: z.boolean(),
  reason: z.string().nullable(),
});
