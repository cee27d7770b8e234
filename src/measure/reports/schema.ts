import { z } from 'zod';
import { isZone } from '#lib/zone/index.ts';
import { pageOf, pageQuery, text } from '#platform/http/index.ts';
import { conversationRow } from '#respond/inbox/index.ts';
import { GROUPS } from './domain/groups.ts';

const zone = z.string().max(60).refine(isZone, { error: 'is no time zone that is known' }).default('UTC');
/** Several values in one, with commas between them; none: all. Of teams `none` is those without one. */
const several = z
  .string()
  .max(2000)
  .default('')
  .transform((value) => value.split(',').filter((one) => one !== ''));
const filters = {
  networks: several,
  teams: several.transform((teams) => teams.map((team) => (team === 'none' ? '' : team))),
  languages: several,
};
const moment = z.iso.datetime({ offset: true }).transform((value) => new Date(value));
const period = { from: moment, to: moment, zone };

export const overviewQuery = z.object({
  ...period,
  /** The period to compare with; the one of the same length before unless told. */
  againstFrom: moment.optional(),
  againstTo: moment.optional(),
  ...filters,
});
export type OverviewAsked = z.output<typeof overviewQuery>;
export const exportQuery = overviewQuery.extend({ format: z.enum(['csv', 'json']).default('csv') });

const share = z.number().nullable();
const seconds = z.number().nullable();
export const figuresShape = z.object({
  contacts: z.number(),
  needing: z.number(),
  answered: z.number(),
  answeredShare: share,
  medianAnswer: seconds,
  p90Answer: seconds,
  solved: z.number(),
  medianSolve: seconds,
  rated: z.number(),
  satisfied: z.number(),
  satisfiedShare: share,
});
const rowShape = z.object({
  key: z.string(),
  name: z.string(),
  now: figuresShape,
  before: figuresShape,
  /** More than chance explains. */
  isRising: z.boolean(),
});
export type ReportRow = z.infer<typeof rowShape>;
const spanShape = z.object({ from: z.iso.datetime(), to: z.iso.datetime() });
const answersShape = z.object({
  key: z.string(),
  name: z.string(),
  answers: z.number(),
  before: z.number(),
  medianWait: seconds,
  open: z.number(),
});

export const overviewShape = z.object({
  period: spanShape,
  against: spanShape,
  zone: z.string(),
  total: z.object({ now: figuresShape, before: figuresShape }),
  by: z.object(Object.fromEntries(GROUPS.map((group) => [group, z.array(rowShape)]))),
  /** By day of the calendar; those of the compared period stand beside the day as far from their beginning. */
  byDay: z.array(z.object({ day: z.string(), now: z.number(), before: z.number().nullable() })),
  /** 168 hours of the week from Monday 0:00, by the clock of the zone. */
  hours: z.array(z.number()),
  /** Answers by team, with what is open now. */
  workload: z.array(answersShape),
});
export type Overview = Omit<z.infer<typeof overviewShape>, 'by'> & {
  by: Record<(typeof GROUPS)[number], ReportRow[]>;
};

export const agentsQuery = z.object({
  ...period,
  ...filters,
  order: z.enum(['name', 'answers', 'median', 'like']).default('name'),
});
export const agentsShape = z.object({
  items: z.array(
    z.object({
      userId: z.string(),
      name: z.string(),
      answers: z.number(),
      medianWait: seconds,
      open: z.number(),
      /** Minutes noted on cases, entered or measured. */
      minutes: z.number(),
      first: figuresShape.nullable(),
      likeForLike: share,
      compared: z.number(),
      isOptedOut: z.boolean(),
    }),
  ),
  /** People who are left out of this order because they asked for it. */
  leftOut: z.number(),
  /** Whether everybody is shown, or only who asks. */
  isEverybody: z.boolean(),
  /** Whether who asks takes part in orders. */
  isOptedOut: z.boolean(),
});
export type AgentsView = z.infer<typeof agentsShape>;
export const rankingInput = z.object({ isOptedOut: z.boolean() });

export const backlogQuery = z.object({ from: moment, to: moment, ...filters });
const ages = z.array(z.number());
export const backlogShape = z.object({
  /** When it was counted; null: never yet. */
  at: z.iso.datetime().nullable(),
  /** Hours at which one age ends and the next begins; there is one age more. */
  agesHours: z.array(z.number()),
  total: ages,
  byNetwork: z.array(z.object({ key: z.string(), name: z.string(), ages })),
  byTeam: z.array(z.object({ key: z.string(), name: z.string(), ages })),
  course: z.array(z.object({ at: z.iso.datetime(), waiting: z.number(), old: z.number() })),
});
export type BacklogView = z.infer<typeof backlogShape>;

export const deflectionQuery = z.object({ days: z.coerce.number().int().min(1).max(400).default(28) });
export const deflectionShape = z.object({
  days: z.number(),
  items: z.array(
    z.object({
      articleId: z.string(),
      title: z.string(),
      views: z.number(),
      helpful: z.number(),
      unhelpful: z.number(),
      /** Visitors of the chat who said that it answered their question before they asked it. */
      helped: z.number(),
      used: z.number(),
    }),
  ),
  totals: z.object({ helpful: z.number(), helped: z.number(), searches: z.number(), empty: z.number() }),
});
export type DeflectionView = z.infer<typeof deflectionShape>;

export const behindQuery = pageQuery.extend({
  ...period,
  ...filters,
  what: z
    .enum([
      'contacts',
      'needing',
      'answered',
      'unanswered',
      'solved',
      'rated',
      'satisfied',
      'unsatisfied',
      'given',
    ])
    .default('contacts'),
  by: z.enum([...GROUPS, 'agent']).optional(),
  key: z.string().max(200).optional(),
  hour: z.coerce.number().int().min(0).max(167).optional(),
});
/** What waits now: of one age, see `agesHours` of the backlog, and of one channel or team. */
export const waitingQuery = pageQuery.extend({
  ...filters,
  age: z.coerce.number().int().min(0).max(20).optional(),
  by: z.enum(['network', 'team']).optional(),
  key: z.string().max(200).optional(),
});
export type WaitingAsked = z.output<typeof waitingQuery>;
export type BehindAsked = z.output<typeof behindQuery>;
export const behindShape = pageOf(
  z.object({ openedAt: z.iso.datetime(), conversation: conversationRow.nullable(), id: z.string() }),
);

export const linkInput = z.object({ name: text(60) });
export const linkParams = z.object({ id: z.string().max(64) });
export const linkShape = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
});
export const linksShape = z.object({ items: z.array(linkShape) });
export const madeLinkShape = linkShape.extend({ link: z.string() });
export const tokenParams = z.object({ token: z.string().max(200) });

export const wallShape = z.object({
  at: z.iso.datetime(),
  company: z.string(),
  open: z.number(),
  waiting: z.number(),
  /** When the customer who waits longest began to. */
  oldest: z.iso.datetime().nullable(),
  promises: z.object({ soon: z.number(), missed: z.number() }),
  teams: z.array(
    z.object({
      name: z.string(),
      open: z.number(),
      waiting: z.number(),
      oldest: z.iso.datetime().nullable(),
    }),
  ),
  /** People who look at a conversation now, and all who are not away. */
  present: z.number(),
  available: z.number(),
  answeredToday: z.number(),
  suspended: z.array(z.object({ label: z.string(), reason: z.string(), since: z.iso.datetime() })),
  stage: z.string(),
  spikes: z.array(z.object({ topic: z.string(), since: z.iso.datetime(), severity: z.number() })),
});
export type Wall = z.infer<typeof wallShape>;
