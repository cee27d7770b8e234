import { z } from 'zod';
import type { QueryDocument } from '#lib/query/index.ts';

/** Whether a number is written back as it was read; large ones lose their last digits. */
export function isExactNumber(value: number): boolean {
  return Number.isSafeInteger(value) || (Number.isFinite(value) && !Number.isInteger(value));
}

const id = z
  .union([z.string().min(1), z.number()])
  .refine((value) => typeof value === 'string' || isExactNumber(value), {
    error: 'This number is too large to be kept exactly; put it in quotation marks',
  });

/** A line of the topics file. */
export const topicLine = z.object({ id, query: z.string() });

/** Null means the same as nothing. */
function maybe<T extends z.ZodType>(shape: T) {
  return shape.nullish().transform((value) => value ?? undefined);
}

const text = maybe(z.string());
const texts = maybe(z.array(z.string()));
const number = maybe(z.number());
const flag = maybe(z.boolean());
/** A handle or id by itself, or both. */
const account = maybe(z.union([z.string(), z.object({ handle: text, externalId: text })]));

/** A line of posts: `id` and `text`, and whatever else of a post the topics ask for. */
export const postLine = z.object({
  id,
  text: z.string(),
  title: text,
  quote: text,
  parent: text,
  bio: text,
  lang: text,
  langs: texts,
  author: account,
  replyTo: account,
  mentions: texts,
  links: texts,
  tags: texts,
  source: text,
  network: text,
  url: text,
  thread: text,
  threadUrl: text,
  kind: text,
  /** ISO 8601, or milliseconds since 1970. */
  createdAt: maybe(
    z.union([z.string(), z.number()]).refine((value) => !Number.isNaN(new Date(value).getTime()), {
      error: 'This is no time; write it like 2026-11-22T09:00:00Z',
    }),
  ),
  isRepost: flag,
  isOwn: flag,
  hasMedia: flag,
  followers: number,
  likes: number,
  rating: number,
  country: text,
  region: text,
  city: text,
  lat: number,
  lon: number,
  sentiment: text,
  labels: texts,
  segments: texts,
  caseState: maybe(z.enum(['none', 'open', 'done'])),
});
export type PostLine = z.output<typeof postLine>;

/** A post line as the topics language sees it. */
export function documentOfLine(line: PostLine): QueryDocument {
  const { id: _id, createdAt, lang, langs, author, replyTo, ...rest } = line;
  const declared = lang === undefined ? [] : [lang];
  return {
    ...rest,
    langs: [...(langs ?? []), ...declared],
    author: accountOf(author),
    replyTo: accountOf(replyTo),
    createdAt: createdAt === undefined ? undefined : new Date(createdAt),
  };
}

function accountOf(written: PostLine['author']): QueryDocument['author'] {
  return typeof written === 'string' ? { handle: written } : written;
}
