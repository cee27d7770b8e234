import { z } from 'zod';
import { languageTag } from '#platform/http/index.ts';
import { visibilityShape } from '../schema.ts';

/** One text of an article in a file; those with the same `article` are one article in several languages. */
export const articleLine = z.object({
  article: z.coerce.string().min(1).max(200).optional(),
  language: languageTag.default('en'),
  title: z.string().trim().min(1).max(200),
  body: z.string().max(200_000),
  category: z.string().trim().max(200).nullish(),
  visibility: visibilityShape.default('public'),
  slug: z.string().trim().max(80).nullish(),
  isPublished: z
    .union([z.boolean(), z.enum(['true', 'false', ''])])
    .transform((value) => value === true || value === 'true')
    .default(false),
});
export type ArticleFileLine = z.output<typeof articleLine>;

export const FIELDS = [
  'article',
  'language',
  'title',
  'body',
  'category',
  'visibility',
  'slug',
  'isPublished',
] as const;

/** A table with the fields as its first line; every value in quotes. */
export function csvOf(rows: readonly ArticleFileLine[]): string {
  const cell = (value: unknown) => `"${String(value ?? '').replaceAll('"', '""')}"`;
  return (
    [FIELDS.join(','), ...rows.map((row) => FIELDS.map((field) => cell(row[field])).join(','))].join('\r\n') +
    '\r\n'
  );
}

export function ndjsonOf(rows: readonly ArticleFileLine[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}
