import { z } from 'zod';
import { idOf, text } from '#platform/http/index.ts';
import { FIELDS } from './mapping.ts';

const expression = z.string().trim().max(300);

export const mappingShape = z.object({
  /** Path of a list whose members are a post each; the whole message is one without it. */
  items: expression.optional(),
  kind: z.enum(['post', 'comment', 'review', 'message']),
  /** Field → path (`data.text`, `items[0].body`), or words with paths in braces. */
  fields: z
    .partialRecord(z.enum(FIELDS), expression)
    .and(z.object({ id: expression.min(1), text: expression.min(1) })),
});

export const signatureShape = z.discriminatedUnion('scheme', [
  z.object({ scheme: z.literal('none') }),
  z.object({ scheme: z.literal('standard') }),
  z.object({
    scheme: z.literal('hmac'),
    header: z
      .string()
      .trim()
      .regex(/^[\w-]{1,100}$/),
    prefix: z.string().max(40).default(''),
    encoding: z.enum(['hex', 'base64']).default('hex'),
  }),
]);

export const receiverInput = z.object({
  name: text(100),
  signature: signatureShape,
  /** What the sender signs with; left out: kept, or made here for Standard Webhooks. */
  secret: z.string().trim().min(8).max(300).optional(),
  mapping: mappingShape,
  /** Messages to us alone: always in the inbox, in nothing that is counted or shown by topics. Otherwise topics find what concerns us. */
  isPrivate: z.boolean(),
  isOn: z.boolean().default(true),
});
export type ReceiverInput = z.infer<typeof receiverInput>;

export const receiverShape = receiverInput.omit({ secret: true }).extend({
  id: idOf('recv'),
  isOn: z.boolean(),
  createdAt: z.iso.datetime(),
  /** Of the last thirty days. */
  taken: z.number(),
  refused: z.number(),
  lastAt: z.iso.datetime().nullable(),
});
export type ReceiverView = z.infer<typeof receiverShape>;

/** Address and secret are answered here, once. */
export const savedReceiver = receiverShape.extend({
  address: z.string().nullable(),
  secret: z.string().nullable(),
});
export type SavedReceiver = z.infer<typeof savedReceiver>;

export const logLine = z.object({
  id: idOf('rlog'),
  at: z.iso.datetime(),
  outcome: z.enum(['taken', 'refused']),
  posts: z.number(),
  problem: z.string().nullable(),
  payload: z.string(),
});
export type ReceiverLogLine = z.infer<typeof logLine>;

export const trialInput = z.object({ mapping: mappingShape, sample: z.string().max(256_000) });
export const trialShape = z.object({
  /** What is wrong, in words; then there are no posts. */
  problem: z.string().nullable(),
  posts: z.array(
    z.object({
      externalId: z.string(),
      author: z.string(),
      title: z.string().nullable(),
      text: z.string(),
      createdAt: z.iso.datetime(),
      url: z.string().nullable(),
    }),
  ),
});
export type TrialView = z.infer<typeof trialShape>;
