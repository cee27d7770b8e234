import { slugOf } from '#lib/slugs/index.ts';

/** Last parts of addresses below `/pages` that the program uses, or may use. */
const RESERVED = new Set(
  'index sitemap sitemap-xml feed feeds files preview previews draft drafts new edit search style styles script scripts api admin login sign-in null undefined'.split(
    ' ',
  ),
);

/** The address of a page: as it was wished, in its one form; else made of the title. */
export function addressOf(wished: string, title: string): string {
  return slugOf(wished.trim() === '' ? title : wished, 'page');
}

export const isReserved = (slug: string): boolean => RESERVED.has(slug);
