import { z } from 'zod';
import { idOf, pageQuery, text } from '#platform/http/index.ts';
import { postId } from '#listen/posts/index.ts';

export const exampleId = idOf('vex');

export const keepInput = z.object({
  /** Our answer. */
  postId,
  /** What is kept of the question and the answer, where somebody changed it; needed where it was said in private. */
  question: text(4000).optional(),
  answer: text(4000).optional(),
  note: z.string().trim().max(300).default(''),
});
export const previewInput = keepInput.pick({ postId: true });
export const previewShape = z.object({
  question: z.string(),
  answer: z.string(),
  isPrivate: z.boolean(),
  /** How many things that tell of a person were taken out. */
  hidden: z.number(),
  /** Whether it is an example already. */
  exampleId: exampleId.nullable(),
});
export type ExamplePreview = z.output<typeof previewShape>;
export const exampleShape = z.object({
  id: exampleId,
  conversationId: z.string(),
  network: z.string(),
  language: z.string().nullable(),
  question: z.string(),
  answer: z.string(),
  isPrivate: z.boolean(),
  note: z.string(),
  by: z.string(),
  at: z.iso.datetime(),
});
export type ExampleView = z.output<typeof exampleShape>;
export const examplesQuery = pageQuery.extend({
  /** The newest without words, the most alike with them. */
  q: z.string().max(500).optional(),
});
export const changeInput = z.object({
  question: text(4000),
  answer: text(4000),
  note: z.string().trim().max(300),
});
