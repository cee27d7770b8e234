import { z } from 'zod';
import { languageTag } from '#platform/http/index.ts';

/** What is said by itself while we are closed. */
export const automaticAnswer = z.object({
  /** In each language; the first where no other fits. `{{back}}` is when we open, and canned replies' variables are known. */
  texts: z
    .array(z.object({ language: languageTag, body: z.string().trim().min(1).max(4000) }))
    .min(1)
    .max(20),
  /** Whose hours count; null: those of the team or chat that it belongs to, else the standard calendar. */
  calendarId: z.string().max(64).nullable().default(null),
  /** Also where everybody can read it. */
  inPublic: z.boolean().default(false),
});
export type AutomaticAnswer = z.output<typeof automaticAnswer>;

export const channelSetting = automaticAnswer.extend({
  network: z.string().min(1).max(40),
  /** One account of it: a mailbox, a chat. Null: all of them that have no setting of their own. */
  accountId: z.string().min(1).max(64).nullable().default(null),
  isOn: z.boolean().default(true),
});
export type ChannelSetting = z.output<typeof channelSetting>;

export const settingsInput = z.object({ settings: z.array(channelSetting).max(100) });

export const settingsShape = z.object({
  settings: z.array(channelSetting),
  /** Of the last seven days. */
  figures: z.object({
    answered: z.number(),
    refused: z.array(z.object({ why: z.string(), count: z.number() })),
  }),
});
export type SettingsView = z.output<typeof settingsShape>;

export const previewInput = z.object({
  answer: automaticAnswer,
  /** Whose last week is looked at; null: every channel. */
  network: z.string().max(40).nullable().default(null),
});
export type PreviewInput = z.output<typeof previewInput>;

export const previewShape = z.object({
  isOpen: z.boolean(),
  /** Null: never again. */
  opensAt: z.iso.datetime().nullable(),
  zone: z.string(),
  texts: z.array(
    z.object({
      language: z.string(),
      text: z.string(),
      gaps: z.array(z.string()),
      tooLongFor: z.array(z.string()),
    }),
  ),
  /** Conversations of the last seven days, and those whose last words would have got an answer. */
  checked: z.number(),
  /** Which part of the week was looked at, evenly spread; 1 for all of it. */
  share: z.number(),
  answered: z.number(),
});
export type PreviewView = z.output<typeof previewShape>;
