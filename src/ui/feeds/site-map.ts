import { markup } from '#lib/html/index.ts';
import { xmlOf } from './xml.ts';

export interface SiteMapPage {
  url: string;
  changedAt?: Date;
  /** The same page in all its languages, itself included. */
  others?: readonly { language: string; url: string }[];
}

/** All addresses with their languages, for search engines (sitemaps.org). At most 50,000. */
export function siteMapOf(pages: readonly SiteMapPage[]): string {
  return xmlOf(
    markup`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">${pages.map(
      ({ url, changedAt, others = [] }) =>
        markup`<url><loc>${url}</loc>${changedAt ? markup`<lastmod>${changedAt.toISOString()}</lastmod>` : null}${others.map((one) => markup`<xhtml:link rel="alternate" hreflang="${one.language}" href="${one.url}" />`)}</url>`,
    )}</urlset>`,
  );
}
