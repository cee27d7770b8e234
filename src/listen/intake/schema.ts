import { z } from 'zod';

const optionalText = z.string().optional();

const authorShape = z.object({
  externalId: z.string(),
  handle: optionalText,
  displayName: optionalText,
  avatarUrl: optionalText,
  profileUrl: optionalText,
  followers: z.number().optional(),
  location: optionalText,
});

const mediaShape = z.object({
  kind: z.enum(['image', 'video', 'audio', 'file']),
  url: optionalText,
  thumbUrl: optionalText,
  alt: optionalText,
  mimeType: optionalText,
  size: z.number().optional(),
  duration: z.number().optional(),
  fileId: optionalText,
  name: optionalText,
});

const postItem = z.object({
  type: z.literal('post'),
  origin: z.string(),
  externalId: z.string(),
  version: z.number(),
  network: z.string(),
  kind: z.enum(['post', 'reply', 'quote', 'article', 'review', 'comment', 'message']),
  author: authorShape,
  title: optionalText,
  text: z.string(),
  html: optionalText,
  langs: z.array(z.string()).optional(),
  url: optionalText,
  links: z.array(z.string()).optional(),
  tags: z.array(z.string()).optional(),
  mentions: z.array(z.string()).optional(),
  media: z.array(mediaShape).optional(),
  parentExternalId: optionalText,
  rootExternalId: optionalText,
  quotedExternalId: optionalText,
  createdAt: z.coerce.date(),
  isEdit: z.boolean().optional(),
  remarks: z
    .array(
      z.object({
        kind: z.enum([
          'automatic',
          'answering-machine',
          'list',
          'checked',
          'unchecked',
          'forged',
          'cut',
          'request',
          'quoted',
          'reaction',
        ]),
        text: z.string(),
      }),
    )
    .optional(),
  visibility: z.enum(['public', 'private']).optional(),
  revision: optionalText,
});

/** An item as intake writes it down when it has to be kept aside, read back. */
export const inboundItem = z.discriminatedUnion('type', [
  postItem,
  z.object({
    type: z.literal('delete'),
    origin: z.string(),
    externalId: z.string(),
    scope: z.enum(['post', 'author']).optional(),
    version: z.number(),
  }),
  z.object({ type: z.literal('profile'), network: z.string(), author: authorShape }),
]);

export const inboundPost = postItem;
