import { z } from 'zod';
import { isZone } from '#lib/zone/index.ts';

export const PERIODS = [7, 28, 90, 365] as const;

export const statisticsQuery = z.object({
  /** Up to now; compared with as many days before. */
  days: z.coerce
    .number()
    .refine((days) => (PERIODS as readonly number[]).includes(days), {
      error: 'is none of 7, 28, 90 and 365',
    })
    .default(28),
  /** Where days begin. */
  zone: z.string().max(60).refine(isZone, { error: 'is no time zone that is known' }).default('UTC'),
});
export type StatisticsAsked = z.output<typeof statisticsQuery>;

/** Of questions asked in the period, whenever they were answered. Times in seconds, null where nothing is known. */
export const questionFigures = z.object({
  questions: z.int(),
  /** Somebody else wrote a post. */
  answered: z.int(),
  answeredInDay: z.int(),
  /** The first answer came from a member, not from the team. */
  answeredByMembers: z.int(),
  medianAnswer: z.number().nullable(),
  solved: z.int(),
  medianSolve: z.number().nullable(),
});
export type QuestionFigures = z.infer<typeof questionFigures>;

/** What was written in the period. Posts of the team count, its people do not. */
export const activityFigures = z.object({
  threads: z.int(),
  posts: z.int(),
  reactions: z.int(),
  /** Members who wrote. */
  writers: z.int(),
  /** Of them those who never wrote before. */
  newcomers: z.int(),
});
export type ActivityFigures = z.infer<typeof activityFigures>;

const bothPeriods = <Shape extends z.ZodType>(shape: Shape) => z.object({ now: shape, before: shape });
const somebody = z.object({ id: z.string(), handle: z.string(), name: z.string() });

export const statisticsShape = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  questions: bothPeriods(questionFigures),
  activity: bothPeriods(activityFigures),
  /** Members who read and wrote nothing. */
  silentReaders: z.int(),
  /** Questions of any age, older than a day, that nobody else wrote in. */
  waiting: z.int(),
  byDay: z.array(z.object({ day: z.iso.date(), questions: z.int(), posts: z.int(), writers: z.int() })),
  categories: z.array(z.object({ id: z.string(), name: z.string(), ...bothPeriods(questionFigures).shape })),
  /** Members who answered questions of others, most first, at most 20. */
  helpers: z.array(z.object({ member: somebody, answers: z.int(), accepted: z.int(), people: z.int() })),
  /** Who helped whom in more than one question, most first, at most 20. */
  pairs: z.array(z.object({ helper: somebody, asker: somebody, threads: z.int() })),
});
export type Statistics = z.infer<typeof statisticsShape>;
