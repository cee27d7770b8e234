import { z } from 'zod';
import { text } from '#platform/http/index.ts';
import { labelShape, postId } from '#listen/posts/index.ts';
import { TAUGHT } from './company/labels.ts';
import { LABEL_KEYS } from './said.ts';

export const labelKey = z.enum(LABEL_KEYS);

/** A word that decided: UTF-16 offsets in title or text, and what it added (above 0) or took away, in log-odds. */
const decidingSpan = z.object({
  field: z.enum(['title', 'text']),
  start: z.number(),
  end: z.number(),
  weight: z.number(),
});

const modelledShape = labelShape.pick({ value: true, confidence: true, source: true, model: true });

/** GET /posts/:id/labels: everything that is known about a post's labels. */
export const postExplanation = z.object({
  labels: z.array(
    labelShape.extend({
      /** The words that decided what the built-in model said, strongest first. */
      because: z.array(decidingSpan),
      /** What it can be corrected to; empty where any word of the right form will do. */
      values: z.array(z.string()),
      /** What the models say, also where a person said otherwise. */
      modelled: modelledShape,
      /** What the first pass said, for comparison with a slower model. */
      quick: modelledShape,
      correction: z.object({ by: z.string(), at: z.iso.datetime() }).nullable(),
    }),
  ),
});
export type PostExplanation = z.infer<typeof postExplanation>;

export const labelPath = z.object({ id: postId, label: labelKey });
export const correctionInput = z.object({ value: text(400) });

/** The labels worth showing after the change, and what the label was corrected to before: null when nobody had. */
export const correctionResult = z.object({ labels: z.array(labelShape), before: z.string().nullable() });

const share = z.number().nullable();

/** GET /understanding. Shares from 0 to 1. */
export const understandingOverview = z.object({
  /** False where the weights are damaged: posts are stored without labels then. */
  isWorking: z.boolean(),
  /** Version of the head behind each label; `company:…` is one of the company's own. */
  versions: z.array(z.object({ label: z.string(), version: z.string() })),
  /** How far labelling of what was stored before is; null until it began. */
  labelling: z.object({ state: z.enum(['running', 'done']), done: z.number(), total: z.number() }).nullable(),
  labels: z.array(
    z.object({
      label: labelKey,
      /** How often people said otherwise, and how often they agreed. */
      corrections: z.number(),
      confirmations: z.number(),
      /** Whether a head of the company's own can learn it. */
      isTaught: z.boolean(),
      /** The latest training; null before the first. Figures are null where there was too little to learn from. */
      head: z
        .object({
          /** What people said that it was trained on. */
          said: z.number(),
          /** Share right, of examples that the head had not seen. */
          builtIn: share,
          company: share,
          wins: share,
          losses: share,
          kept: share,
          isBetter: z.boolean(),
          isWanted: z.boolean(),
          trainedAt: z.iso.datetime(),
        })
        .nullable(),
    }),
  ),
  /** What a training needs at least. */
  needed: z.object({ examples: z.number(), each: z.number() }),
  training: z.object({ isRunning: z.boolean(), endedAt: z.iso.datetime().nullable() }),
});
export type UnderstandingOverview = z.infer<typeof understandingOverview>;

export const headPath = z.object({ label: z.enum(TAUGHT) });
export const headChange = z.object({ isWanted: z.boolean() });
