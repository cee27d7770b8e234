import { z } from 'zod';
import { factShape as customerFactShape } from '#people/segments/index.ts';

const count = z.number().int().min(0).max(100_000);

/** What members of a level may do. */
export const rightsShape = z.object({
  postsPerMinute: count,
  postsPerDay: count,
  threadsPerDay: count,
  linksPerPost: count,
  imagesPerPost: count,
  mentionsPerPost: count,
  /** Open votes for ideas at the same time. */
  ideaVotes: count,
  flagsPerDay: count,
  mayFlag: z.boolean(),
  /** Posts of others that were made a wiki. */
  mayEditWiki: z.boolean(),
  /** That others change what he wrote himself. */
  mayMakeWiki: z.boolean(),
  /** Everything they write waits for a colleague. */
  isHeldForReview: z.boolean(),
});
export type Rights = z.infer<typeof rightsShape>;

const stored = z.object({ version: z.literal(1), when: z.unknown() });

/** What is asked for the levels from 1 to 4; null: only by hand. */
export const formulaShape = z.object({
  levels: z.array(z.object({ when: stored.nullable() })).length(4),
  /** What the levels from 0 to 4 may do. */
  rights: z.array(rightsShape).length(5),
});
export type Formula = z.infer<typeof formulaShape>;
/** As it was kept, by this version or an earlier one. */
export const keptShape = z.looseObject({ rights: z.array(z.record(z.string(), z.unknown())).length(5) });

const least = (fact: string, value: number) => ({ fact, op: 'at-least', value });
const most = (fact: string, value: number) => ({ fact, op: 'at-most', value });
const all = (...parts: object[]) => ({ when: { version: 1 as const, when: { all: parts } } });

/** What holds until a colleague changes it: a newcomer is known after two days, and nobody waits for approval. */
export const USUAL: Formula = {
  levels: [
    all(least('visits', 2), least('reads', 10), most('recent-offences', 0)),
    all(
      least('visits', 10),
      least('reads', 100),
      least('posts', 3),
      { any: [least('thanks', 3), least('accepted', 1)] },
      most('recent-offences', 0),
      most('recent-measures', 0),
    ),
    all(
      least('visits', 40),
      least('reads', 500),
      least('accepted', 3),
      least('thanks', 20),
      most('recent-offences', 0),
      most('recent-measures', 0),
    ),
    { when: null },
  ],
  rights: [
    {
      postsPerMinute: 5,
      postsPerDay: 30,
      threadsPerDay: 5,
      linksPerPost: 2,
      imagesPerPost: 2,
      mentionsPerPost: 3,
      ideaVotes: 5,
      flagsPerDay: 3,
      mayFlag: true,
      mayEditWiki: false,
      mayMakeWiki: false,
      isHeldForReview: false,
    },
    {
      postsPerMinute: 10,
      postsPerDay: 100,
      threadsPerDay: 20,
      linksPerPost: 10,
      imagesPerPost: 10,
      mentionsPerPost: 10,
      ideaVotes: 10,
      flagsPerDay: 10,
      mayFlag: true,
      mayEditWiki: false,
      mayMakeWiki: false,
      isHeldForReview: false,
    },
    {
      postsPerMinute: 20,
      postsPerDay: 300,
      threadsPerDay: 50,
      linksPerPost: 30,
      imagesPerPost: 20,
      mentionsPerPost: 20,
      ideaVotes: 15,
      flagsPerDay: 30,
      mayFlag: true,
      mayEditWiki: true,
      mayMakeWiki: false,
      isHeldForReview: false,
    },
    ...[0, 1].map(() => ({
      postsPerMinute: 20,
      postsPerDay: 500,
      threadsPerDay: 100,
      linksPerPost: 50,
      imagesPerPost: 30,
      mentionsPerPost: 20,
      ideaVotes: 25,
      flagsPerDay: 60,
      mayFlag: true,
      mayEditWiki: true,
      mayMakeWiki: true,
      isHeldForReview: false,
    })),
  ],
};

export const stepShape = z.object({
  level: z.number(),
  isReached: z.boolean(),
  isByHand: z.boolean(),
  because: z.array(z.string()),
});
export const moveShape = z.object({
  from: z.number(),
  to: z.number(),
  why: z.array(z.string()),
  byName: z.string().nullable(),
  at: z.iso.datetime(),
});
/** Why a member has the level he has. */
export const standingShape = z.object({
  level: z.number(),
  isLocked: z.boolean(),
  rights: rightsShape,
  /** Name of the fact → what was counted. */
  facts: z.record(z.string(), z.union([z.number(), z.boolean()])),
  steps: z.array(stepShape),
  moves: z.array(moveShape),
});
export const lockInput = z.object({
  /** Null: the formula decides again. */
  level: z.number().int().min(0).max(4).nullable(),
  reason: z.string().trim().min(1).max(500),
});
export const factShape = customerFactShape.omit({ values: true, isOpen: true });
