import { z } from 'zod';
import { idOf, text } from '#platform/http/index.ts';
import { SCOPES } from './domain.ts';

/** Something outgoing is suspended, or was. */
export const suspensionShape = z.object({
  id: idOf('susp'),
  /** `everything`, a `network`, an `account` that speaks, or a `campaign`. */
  scope: z.enum(SCOPES),
  target: z.string().nullable(),
  label: z.string(),
  reason: z.string(),
  startedBy: z.string(),
  startedAt: z.iso.datetime(),
  /** Null as long as it lasts. */
  endedBy: z.string().nullable(),
  endedAt: z.iso.datetime().nullable(),
  /** How much it held that nobody has decided about yet. */
  held: z.number(),
});
export type SuspensionView = z.infer<typeof suspensionShape>;

export const suspensionsShape = z.object({
  items: z.array(suspensionShape),
  /** What can be suspended beside everything. */
  targets: z.array(z.object({ scope: z.enum(SCOPES), target: z.string(), label: z.string() })),
});
export type SuspensionsView = z.infer<typeof suspensionsShape>;

export const suspensionInput = z.object({
  scope: z.enum(SCOPES),
  target: text(200).nullable().default(null),
  /** Everybody sees it. */
  reason: text(500),
});

export const heldShape = z.object({
  id: idOf('out'),
  channel: z.string(),
  title: z.string(),
  text: z.string(),
  link: z.string().nullable(),
  dueAt: z.iso.datetime(),
  reason: z.string(),
  isSuspended: z.boolean(),
});
export type HeldItem = z.infer<typeof heldShape>;

export const heldIds = z.object({ ids: z.array(idOf('out')).min(1).max(200) });
export const decidedShape = z.object({ count: z.number() });
