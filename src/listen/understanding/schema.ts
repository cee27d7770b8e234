import { z } from 'zod';
import { text } from '#platform/http/index.ts';
import { labelShape, postId } from '#listen/posts/index.ts';
import { LABEL_KEYS } from './said.ts';

export const labelKey = z.enum(LABEL_KEYS);

/** A word that decided: UTF-16 offsets in title or text, and what it added (above 0) or took away, in log-odds. */
const decidingSpan = z.object({
  field: z.enum(['title', 'text']),
  start: z.number(),
  end: z.number(),
  weight: z.number(),
});

/** GET /posts/:id/labels: everything that is known about a post's labels. */
export const postExplanation = z.object({
  labels: z.array(
    labelShape.extend({
      /** The words that decided what the built-in model said, strongest first. */
      because: z.array(decidingSpan),
      /** What it can be corrected to; empty where any word of the right form will do. */
      values: z.array(z.string()),
      /** What the models say, also where a person said otherwise. */
      modelled: labelShape.pick({ value: true, confidence: true, source: true, model: true }),
      correction: z.object({ by: z.string(), at: z.iso.datetime() }).nullable(),
    }),
  ),
});
export type PostExplanation = z.infer<typeof postExplanation>;

export const labelPath = z.object({ id: postId, label: labelKey });
export const correctionInput = z.object({ value: text(400) });

/** The labels worth showing after the change, and what the label was corrected to before: null when nobody had. */
export const correctionResult = z.object({ labels: z.array(labelShape), before: z.string().nullable() });
