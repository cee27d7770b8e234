import { z } from 'zod';
import { idOf, text } from '#platform/http/index.ts';

export const intentId = idOf('intent');
export const modelId = idOf('imodel');

/** Longest example; longer lines are refused by number. */
export const MOST_EXAMPLE = 4000;
/** Lines of one import. */
export const MOST_LINES = 50_000;

export const intentName = text(120);

const share = z.number().min(0).max(1);

/** An intent with what was measured of it in the training that is in use. */
export const intentShape = z.object({
  id: intentId,
  name: intentName,
  examples: z.number(),
  /** Null where no training has seen it, or never said it. */
  precision: share.nullable(),
  recall: share.nullable(),
});
export type IntentView = z.output<typeof intentShape>;

export const confusionShape = z.object({ meant: z.string(), said: z.string(), count: z.number() });

/** Figures of a training, on examples that were held out in turn. */
export const figuresShape = z.object({
  texts: z.number(),
  accuracy: share,
  macroF1: share,
  outOfScope: share.nullable(),
  labels: z.array(
    z.object({
      label: z.string(),
      examples: z.number(),
      precision: share.nullable(),
      recall: share.nullable(),
    }),
  ),
  confusions: z.array(confusionShape),
  notes: z.array(z.string()),
});
export type Figures = z.output<typeof figuresShape>;

export const modelShape = z.object({
  id: modelId,
  state: z.enum(['running', 'ready', 'failed']),
  isActive: z.boolean(),
  progress: share,
  problem: z.string().nullable(),
  intents: z.number(),
  examples: z.number(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  figures: figuresShape.nullable(),
});
export type IntentModelView = z.output<typeof modelShape>;

export const overviewShape = z.object({
  items: z.array(intentShape),
  /** What says the intents of posts now. */
  active: modelShape.nullable(),
  /** The latest training, when it is another. */
  latest: modelShape.nullable(),
  /** Intents or examples were changed after the latest training began. */
  isChanged: z.boolean(),
});
export type IntentsOverview = z.output<typeof overviewShape>;

export const exampleShape = z.object({ id: z.string(), text: z.string() });
export type IntentExampleView = z.output<typeof exampleShape>;

export const addedShape = z.object({
  added: z.number(),
  /** Were there already. */
  doubled: z.number(),
  /** Intents that were made for them. */
  created: z.number(),
  refusedCount: z.number(),
  /** The first hundred. */
  refused: z.array(z.object({ line: z.number(), reason: z.string() })),
});
export type Added = z.output<typeof addedShape>;

export const answerShape = z.object({
  label: z.string(),
  confidence: share,
  outOfScope: z.boolean(),
  outOfScopeScore: share,
  others: z.array(z.object({ label: z.string(), confidence: share })),
  because: z.array(z.object({ start: z.number(), end: z.number(), weight: z.number() })),
});
export type IntentAnswer = z.output<typeof answerShape>;
