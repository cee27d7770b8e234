import { z } from 'zod';
import { TRIGGERS } from '../domain/triggers.ts';
import { ruleInput } from '../rules/schema.ts';

export const dryRunInput = z.object({
  /** Rules as they stand in an editor, in their order; absent for those that are kept. */
  rules: z.array(ruleInput).max(200).optional(),
  /** Drafts count as if they were active. */
  withDrafts: z.boolean().default(true),
});

/** What would have happened to last week's conversations, by what is known of them today, with everybody there and with room. */
export const dryRunShape = z.object({
  checked: z.number(),
  /** Which part of the week was looked at, evenly spread; 1 for all of it. */
  share: z.number(),
  /** Conversations that no rule fits. */
  untouched: z.number(),
  /** `matched`: conversations that arrived; `ran`: how often what happened asked it and it fitted. */
  rules: z.array(z.object({ name: z.string(), isActive: z.boolean(), matched: z.number(), ran: z.number() })),
  /** What happened that rules run on, as it is kept in histories; `matched`: how often a rule fits. */
  events: z.array(z.object({ trigger: z.enum(TRIGGERS), happened: z.number(), matched: z.number() })),
  /** What rules run on and no history tells: it was not tried. */
  untold: z.array(z.enum(TRIGGERS)),
  /** Conversations that would have got an automatic answer, because their last words came while we were closed. */
  answered: z.number(),
  teams: z.array(z.object({ id: z.string(), name: z.string(), count: z.number() })),
  examples: z.array(z.object({ conversationId: z.string(), excerpt: z.string(), reason: z.string() })),
});
export type DryRunView = z.output<typeof dryRunShape>;
