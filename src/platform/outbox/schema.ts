import { z } from 'zod';

/** GET and PUT /outbox/switch. Off holds everything outgoing; what is under way is finished. */
export const switchShape = z.object({
  isOn: z.boolean(),
  reason: z.string().nullable(),
  changedBy: z.string().nullable(),
  changedAt: z.iso.datetime(),
  /** Rows held or waiting at the moment. */
  waiting: z.number(),
});
export type SwitchView = z.infer<typeof switchShape>;

export const switchInput = z.object({
  isOn: z.boolean(),
  reason: z.string().trim().max(500).nullable().default(null),
});
