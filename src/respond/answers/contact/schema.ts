import { z } from 'zod';

export const contactSettings = z.object({
  /** Whether visitors find the form. */
  isOpen: z.boolean(),
  /** The connected mailbox that what is written goes to, and answers leave from. */
  mailAccountId: z.string().max(64).nullable(),
});
export type ContactSettings = z.infer<typeof contactSettings>;

export const contactView = contactSettings.extend({
  url: z.string(),
  /** Mailboxes that can be chosen. */
  mailboxes: z.array(z.object({ id: z.string(), address: z.string() })),
});
