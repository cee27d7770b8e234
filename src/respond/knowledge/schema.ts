import { z } from 'zod';
import { idOf, languageTag, pageQuery, shortText, text } from '#platform/http/index.ts';

export const articleId = idOf('article');
export const categoryId = idOf('helpcat');
export const useId = idOf('use');
export const gapId = idOf('gap');
export const visibilityShape = z.enum(['public', 'internal']);
export const day = z.iso.date();

export const titleText = z.string().trim().max(200);
export const bodyText = z.string().max(200_000);

export const textShape = z.object({
  language: z.string(),
  title: z.string(),
  state: z.enum(['draft', 'published', 'changed']),
  slug: z.string().nullable(),
  version: z.number(),
  publishedAt: z.iso.datetime().nullable(),
  changedAt: z.iso.datetime().nullable(),
});

export const articleShape = z.object({
  id: articleId,
  categoryId: z.string().nullable(),
  visibility: visibilityShape,
  reviewOn: day.nullable(),
  isArchived: z.boolean(),
  createdAt: z.iso.datetime(),
  texts: z.array(textShape),
  /** Why somebody should look at it again: its day has come, or readers say that it does not help. */
  alarm: z.enum(['review', 'votes']).nullable(),
  /** Of the last 90 days. */
  votes: z.object({ helpful: z.number(), unhelpful: z.number() }),
  views: z.number(),
  /** Answers of agents that used it, and questions that it learned from them. */
  uses: z.number(),
  learned: z.number(),
});
export type ArticleView = z.infer<typeof articleShape>;

export const articlesQuery = pageQuery.extend({
  q: z.string().max(500).optional(),
  state: z.enum(['draft', 'published', 'archived', 'alarm']).optional(),
  visibility: visibilityShape.optional(),
  category: categoryId.optional(),
});

export const articleInput = z.object({
  language: languageTag,
  title: titleText.default(''),
  body: bodyText.default(''),
  visibility: visibilityShape.default('public'),
  categoryId: categoryId.nullable().default(null),
});

export const articleChange = z.object({
  visibility: visibilityShape.optional(),
  categoryId: categoryId.nullable().optional(),
  reviewOn: day.nullable().optional(),
  isArchived: z.boolean().optional(),
});

export const writtenShape = z.object({
  language: z.string(),
  state: z.enum(['draft', 'published', 'changed']),
  slug: z.string().nullable(),
  version: z.number(),
  publishedAt: z.iso.datetime().nullable(),
  published: z.object({ title: z.string(), body: z.string() }).nullable(),
  /** What is being written; the published text where nothing differs. */
  draft: z.object({
    title: z.string(),
    body: z.string(),
    slug: z.string().nullable(),
    /** Send it back when saving. */
    revision: z.number(),
    savedAt: z.iso.datetime().nullable(),
    by: z.string().nullable(),
  }),
});
export type WrittenView = z.infer<typeof writtenShape>;

export const articleDetail = articleShape.extend({
  written: z.array(writtenShape),
  /** Where readers find it; null where it is internal or the help centre is closed. */
  links: z.array(z.object({ language: z.string(), url: z.string() })),
  questions: z.array(
    z.object({ useId: z.string(), text: z.string(), conversationId: z.string(), at: z.iso.datetime() }),
  ),
});
export type ArticleDetail = z.infer<typeof articleDetail>;

export const draftInput = z.object({
  title: titleText,
  body: bodyText,
  slug: z.string().trim().max(80).nullable().default(null),
  /** `draft.revision` as it was loaded. */
  revision: z.number().int().min(0),
});
export const publishInput = z.object({ note: text(200).optional() });

export const versionShape = z.object({
  version: z.number(),
  title: z.string(),
  by: z.string(),
  note: z.string().nullable(),
  at: z.iso.datetime(),
});
export const pieceShape = z.object({ kind: z.enum(['same', 'gone', 'new']), text: z.string() });
export const diffShape = z.object({ title: z.array(pieceShape), body: z.array(pieceShape) });

export const categoryShape = z.object({
  id: z.string(),
  name: z.string(),
  slug: z.string(),
  articles: z.number(),
});
export const categoriesInput = z.object({
  items: z
    .array(z.object({ id: categoryId.optional(), name: shortText }))
    .max(100)
    .refine((items) => {
      const ids = items.flatMap(({ id }) => id ?? []);
      return new Set(ids).size === ids.length;
    }, 'must name each category once'),
});
