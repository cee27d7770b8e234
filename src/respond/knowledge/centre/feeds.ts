import { type Html, markup } from '#lib/html/index.ts';
import { cleanAgain } from '../articles/markdown.ts';
import type { ShelfText } from '../shelf/store.ts';
import { type Catalogue, pathOf, textFor } from './catalogue.ts';
import { CENTRE } from './settings.ts';
import { wordsIn } from './words.ts';

const MOST = 50;
/** A document of XML 1.0, which has no signs for control. */
const xml = (body: Html): string =>
  `<?xml version="1.0" encoding="utf-8"?>\n${body}`.replaceAll(
    /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu,
    '',
  );

/** Articles of a language, the last changed first. */
function newest(catalogue: Catalogue, language: string): ShelfText[] {
  return catalogue.articles
    .map((article) => textFor(catalogue, article, language))
    .sort((a, b) => b.changedAt.getTime() - a.changedAt.getTime())
    .slice(0, MOST);
}

/** RFC 4287. */
export function atomFeed(catalogue: Catalogue, publicUrl: string, language: string): string {
  const texts = newest(catalogue, language);
  const self = `${publicUrl}${CENTRE}/${language}/feed.atom`;
  const updated = (texts[0]?.changedAt ?? new Date(0)).toISOString();
  return xml(
    markup`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}"><id>${self}</id><title>${catalogue.settings.name}</title><updated>${updated}</updated><link rel="self" href="${self}" /><link href="${publicUrl}${CENTRE}/${language}" /><author><name>${catalogue.settings.name}</name></author>${texts.map(
      (text) =>
        markup`<entry><id>${publicUrl}${CENTRE}/#${text.articleId}/${text.language}</id><title>${text.title}</title><link href="${publicUrl}${pathOf(text)}" /><published>${text.publishedAt.toISOString()}</published><updated>${text.changedAt.toISOString()}</updated><content type="html">${cleanAgain(text.html)}</content></entry>`,
    )}</feed>`,
  );
}

/** RSS 2.0. */
export function rssFeed(catalogue: Catalogue, publicUrl: string, language: string): string {
  const { name, welcome } = catalogue.settings;
  return xml(
    markup`<rss version="2.0"><channel><title>${name}</title><link>${publicUrl}${CENTRE}/${language}</link><description>${welcome}</description><language>${language}</language>${newest(
      catalogue,
      language,
    ).map(
      (text) =>
        markup`<item><title>${text.title}</title><link>${publicUrl}${pathOf(text)}</link><guid isPermaLink="false">${text.articleId}/${text.language}</guid><pubDate>${text.changedAt.toUTCString()}</pubDate><description>${cleanAgain(text.html)}</description></item>`,
    )}</channel></rss>`,
  );
}

/** All addresses with their languages, for search engines. */
export function sitemap(catalogue: Catalogue, publicUrl: string): string {
  const homes = catalogue.settings.languages.map(
    (language) => markup`<url><loc>${publicUrl}${CENTRE}/${language}</loc></url>`,
  );
  const articles = catalogue.articles.flatMap(({ texts }) =>
    texts.map(
      (text) =>
        markup`<url><loc>${publicUrl}${pathOf(text)}</loc><lastmod>${text.changedAt.toISOString()}</lastmod>${texts.map((one) => markup`<xhtml:link rel="alternate" hreflang="${one.language}" href="${publicUrl}${pathOf(one)}" />`)}</url>`,
    ),
  );
  return xml(
    markup`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">${homes}${articles}</urlset>`,
  );
}

/** Lets browsers search here by themselves. */
export function openSearch(catalogue: Catalogue, publicUrl: string, language: string): string {
  return xml(
    markup`<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/"><ShortName>${catalogue.settings.name.slice(0, 16)}</ShortName><Description>${wordsIn(language).searchFor}</Description><Url type="text/html" template="${publicUrl}${CENTRE}/${language}/search?q={searchTerms}" /></OpenSearchDescription>`,
  );
}
