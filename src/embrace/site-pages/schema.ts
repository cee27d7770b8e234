import { z } from 'zod';
import { idOf, languageTag, shortText } from '#platform/http/index.ts';

export const sitePageId = idOf('page');
export const MARKDOWN_MOST = 60_000;
export const PLACES = ['header', 'footer'] as const;

const place = z.enum(PLACES).nullable();
export const placeInput = z.object({ place });

/** What somebody writes in one language. */
export const textInput = z.object({
  /** The version that was changed; 0 for a language that has none yet. */
  basedOn: z.int().min(0),
  title: shortText,
  /** The last part of the address; made of the title where it is empty. */
  slug: z.string().trim().max(80).default(''),
  /** For search engines and previews of links. */
  description: z.string().trim().max(300).default(''),
  markdown: z
    .string()
    .max(MARKDOWN_MOST)
    .refine((text) => text.isWellFormed() && !text.includes('\0'), 'contains characters that are none'),
});
export type TextInput = z.infer<typeof textInput>;

export const newPageInput = textInput.omit({ basedOn: true }).extend({ language: languageTag });

const textShape = z.object({
  language: z.string(),
  title: z.string(),
  slug: z.string(),
  version: z.int(),
  publishedVersion: z.int().nullable(),
  publishedAt: z.iso.datetime().nullable(),
  savedBy: z.string(),
  savedAt: z.iso.datetime(),
  /** Where readers find it; null while it is not published. */
  path: z.string().nullable(),
  /** Where whoever has the address sees what is saved, published or not. */
  previewPath: z.string(),
});
export const pageView = z.object({ id: sitePageId, place, texts: z.array(textShape) });
export type PageView = z.infer<typeof pageView>;

export const pageDetail = pageView.extend({
  texts: z.array(textShape.extend({ description: z.string(), markdown: z.string() })),
});
export type PageDetail = z.infer<typeof pageDetail>;

export const versionView = z.object({
  version: z.int(),
  title: z.string(),
  markdown: z.string(),
  savedBy: z.string(),
  savedAt: z.iso.datetime(),
});
export type VersionView = z.infer<typeof versionView>;
