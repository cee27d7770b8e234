import { z } from 'zod';
import { idOf } from '#platform/http/index.ts';

export const postId = idOf('post');

export const mediaShape = z.object({
  kind: z.enum(['image', 'video', 'audio', 'file']),
  url: z.string().nullable(),
  thumbUrl: z.string().nullable(),
  alt: z.string().nullable(),
  /** Of what came with the post itself, as in mail; `url` is its address then. */
  fileId: z.string().nullable(),
  name: z.string().nullable(),
  /** Bytes. */
  size: z.number().nullable(),
});

export const authorShape = z.object({
  /** Account id `acct_…`. */
  id: z.string(),
  network: z.string(),
  externalId: z.string(),
  /** Without @; null until resolved. */
  handle: z.string().nullable(),
  displayName: z.string().nullable(),
  avatarUrl: z.string().nullable(),
  profileUrl: z.string().nullable(),
});

/** Why a post matched: UTF-16 offsets into the title or text. */
export const spanShape = z.object({
  topicId: z.string(),
  field: z.enum(['title', 'text']),
  start: z.number(),
  end: z.number(),
});

/** What a post says beside its words, in one word: `complaint` → `yes`, `sentiment` → `negative`, `urgency` → `2`. */
export const labelShape = z.object({
  key: z.string(),
  value: z.string(),
  /** Probability of the value; 1 where a person said so. */
  confidence: z.number(),
  source: z.enum(['built-in', 'company', 'model', 'person']),
  /** Version of the model, or who corrected it. */
  model: z.string(),
  /** True where the model is known to be weak: irony, and languages other than English. */
  isHint: z.boolean(),
  /** Sentiment from −1 to 1. */
  score: z.number().optional(),
  /** Why it is urgent. */
  reasons: z.array(z.string()).optional(),
});
export type LabelView = z.infer<typeof labelShape>;

/** A post as every screen shows it. A deleted one keeps its place in the thread, but nothing of what it said. */
export const postShape = z.object({
  id: z.string(),
  network: z.string(),
  kind: z.string(),
  origin: z.string(),
  externalId: z.string(),
  author: authorShape,
  title: z.string().nullable(),
  text: z.string(),
  html: z.string().nullable(),
  langs: z.array(z.string()),
  url: z.string().nullable(),
  links: z.array(z.string()),
  media: z.array(mediaShape),
  parentExternalId: z.string().nullable(),
  rootExternalId: z.string().nullable(),
  createdAt: z.iso.datetime(),
  receivedAt: z.iso.datetime(),
  editedAt: z.iso.datetime().nullable(),
  deletedAt: z.iso.datetime().nullable(),
  isOwn: z.boolean(),
  /** Written to us alone, as mail and chat are. */
  isPrivate: z.boolean(),
  /** How it came: `forged`, `unchecked`, `checked` say whether the sender is who he says. */
  remarks: z.array(z.object({ kind: z.string(), text: z.string() })),
  topics: z.array(z.object({ id: z.string(), name: z.string() })),
  spans: z.array(spanShape),
  /** What is worth showing beside it, the most telling first; empty until it was understood. */
  labels: z.array(labelShape),
});
export type PostView = z.infer<typeof postShape>;
