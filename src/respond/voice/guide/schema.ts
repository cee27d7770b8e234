import { z } from 'zod';
import { shortText, text } from '#platform/http/index.ts';
import { storedCondition } from '#respond/conditions/index.ts';

const ruleId = z
  .string()
  .max(40)
  .regex(/^[a-z0-9-]+$/i, 'must be letters, digits and -');
const scope = {
  /** Empty: everywhere. */
  channels: z.array(z.string().trim().min(1).max(40)).max(20).default([]),
  /** Without regions: `de`. Empty: every language. */
  languages: z
    .array(z.string().regex(/^[a-z]{2,3}$/, 'must be a language such as de'))
    .max(20)
    .default([]),
};
const words = z.array(text(120)).min(1).max(40);
const wordsOrNone = z.array(text(120)).max(200).default([]);
const reason = z.string().trim().max(300).default('');
const number = (most: number) => z.number().int().min(0).max(most).nullable().default(null);

export const avoidRule = z.object({
  id: ruleId,
  words,
  instead: z.string().max(120).nullable().default(null),
  reason,
  ...scope,
});
/** `when`: a condition about the conversation; null always holds. */
export const sayRule = z.object({
  id: ruleId,
  words,
  reason,
  when: storedCondition.nullable().default(null),
  ...scope,
});
export const formRule = z.object({
  id: ruleId,
  leastEase: number(100),
  mostSentenceWords: number(200),
  mostCharacters: number(100_000),
  leastCharacters: number(10_000),
  greetings: z.array(shortText).max(20).default([]),
  signOffs: z.array(shortText).max(20).default([]),
  mostExclamations: number(20),
  allowsCapitals: z.boolean().default(true),
  allowsEmoji: z.boolean().default(true),
  ...scope,
});
export const guideShape = z.object({
  /** How we sound, for people and for drafts. */
  tone: z.string().max(4000).default(''),
  avoid: z.array(avoidRule).max(500).default([]),
  never: z.array(sayRule).max(200).default([]),
  must: z.array(sayRule).max(200).default([]),
  promotional: z
    .object({ words: wordsOrNone, links: wordsOrNone, campaigns: wordsOrNone })
    .default({ words: [], links: [], campaigns: [] }),
  forms: z.array(formRule).max(50).default([]),
});
export type Guide = z.output<typeof guideShape>;

export const guideInput = z.object({
  /** The version that was opened; 0 before the first. */
  revision: z.number().int().min(0),
  guide: guideShape,
  note: z.string().trim().max(300).default(''),
});
export const versionShape = z.object({
  revision: z.number(),
  note: z.string(),
  by: z.string(),
  at: z.iso.datetime(),
});
export type VersionView = z.output<typeof versionShape>;
export const guideView = z.object({
  revision: z.number(),
  guide: guideShape,
  /** Of the version; null before the first. */
  saved: versionShape.nullable(),
});
export type GuideView = z.output<typeof guideView>;
