import { z } from 'zod';
import { idOf } from '#platform/http/index.ts';

export const postId = idOf('post');

export const mediaShape = z.object({
  kind: z.enum(['image', 'video', 'audio', 'file']),
  url: z.string().nullable(),
  thumbUrl: z.string().nullable(),
  alt: z.string().nullable(),
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
  topics: z.array(z.object({ id: z.string(), name: z.string() })),
  spans: z.array(spanShape),
});
export type PostView = z.infer<typeof postShape>;
