import { z } from 'zod';
import { idOf, text } from '#platform/http/index.ts';
import { OUT_STATES } from '#platform/outbox/index.ts';

export const endpointInput = z.object({
  name: text(100),
  url: z.url({ protocol: /^https?$/ }).max(2000),
  /** Types that it hears of; `*` for all. */
  types: z.array(z.string().max(100)).min(1).max(100),
  isOn: z.boolean().default(true),
});
export type EndpointInput = z.infer<typeof endpointInput>;

export const endpointShape = endpointInput.extend({
  id: idOf('hook'),
  isOn: z.boolean(),
  /** Since when nothing arrives, and why. */
  failingSince: z.iso.datetime().nullable(),
  problem: z.string().nullable(),
  /** Until when the former secret signs, too. */
  formerUntil: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
});
export type EndpointView = z.infer<typeof endpointShape>;

/** The secret is answered here, once. */
export const savedEndpoint = endpointShape.extend({ secret: z.string().nullable() });
export type SavedEndpoint = z.infer<typeof savedEndpoint>;

export const hookTypeShape = z.object({
  type: z.string(),
  text: z.string(),
  example: z.record(z.string(), z.unknown()),
});

export const endpointsShape = z.object({ items: z.array(endpointShape), types: z.array(hookTypeShape) });
export type EndpointsView = z.infer<typeof endpointsShape>;

export const deliveryShape = z.object({
  id: idOf('msg'),
  type: z.string(),
  at: z.iso.datetime(),
  state: z.enum(OUT_STATES),
  attempts: z.number(),
  /** What the receiver answered last, or why it could not be asked. */
  problem: z.string().nullable(),
  /** The receiver's status, where it took the message. */
  status: z.number().nullable(),
  sentAt: z.iso.datetime().nullable(),
  nextAttemptAt: z.iso.datetime().nullable(),
  /** What is sent, byte for byte. */
  body: z.string(),
});
export type HookDelivery = z.infer<typeof deliveryShape>;
