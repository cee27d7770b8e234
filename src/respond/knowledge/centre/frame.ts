import { type Html, jsonIn, markup } from '#lib/html/index.ts';
import type { Catalogue } from './catalogue.ts';
import type { CentreSettings } from './schema.ts';
import { CENTRE } from './settings.ts';
import { languageName, wordsIn } from './words.ts';

/** One page of the help centre. */
export interface Page {
  language: string;
  title: string;
  description?: string;
  /** Path of this page in its own language. */
  path: string;
  /** The same page in other languages. */
  others?: readonly { language: string; path: string }[];
  /** Structured data (schema.org). */
  data?: readonly object[];
  /** Search pages and pages that are not there are not for other search engines. */
  isHidden?: boolean;
  body: Html;
}

/** The whole document. It needs no script, sets no cookie, and says nothing about its reader. */
export function frame({ settings }: Catalogue, publicUrl: string, page: Page): string {
  const others =
    page.others ?? settings.languages.map((language) => ({ language, path: `${CENTRE}/${language}` }));
  const parts: Parts = { settings, publicUrl, page, others, home: `${CENTRE}/${page.language}` };
  return markup`<!doctype html>
    <html lang="${page.language}" dir="${directionOf(page.language)}">
      <head>
        ${head(parts)}
      </head>
      <body>
        <a class="skip" href="#content">${wordsIn(page.language).skip}</a>${header(parts)}
        <main id="content"><div class="wrap">${page.body}</div></main>
        ${footer(parts)}
      </body>
    </html>`.text;
}

interface Parts {
  settings: CentreSettings;
  publicUrl: string;
  page: Page;
  others: readonly { language: string; path: string }[];
  home: string;
}

function head({ settings: { name }, publicUrl, page, others, home }: Parts): Html {
  const link = (rel: string, type: string, path: string) =>
    markup`<link rel="${rel}" type="application/${type}+xml" title="${name}" href="${publicUrl}${path}" />`;
  const found = markup`<link rel="canonical" href="${publicUrl}${page.path}" />
    ${others.map(({ language, path }) => markup`<link rel="alternate" hreflang="${language}" href="${publicUrl}${path}" />`)}`;
  return markup`<meta charset="utf-8" /><meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${page.title === name ? name : `${page.title} – ${name}`}</title>
    ${page.description ? markup`<meta name="description" content="${page.description}" />` : null}
    ${page.isHidden ? markup`<meta name="robots" content="noindex" />` : found}
    ${link('alternate', 'atom', `${home}/feed.atom`)}${link('alternate', 'rss', `${home}/feed.rss`)}${link('search', 'opensearchdescription', `${home}/opensearch.xml`)}
    <link rel="stylesheet" href="${CENTRE}/style.css" /> ${(page.data ?? []).map(
      (data) =>
        markup`<script type="application/ld+json">
          ${jsonIn(data)}
        </script>`,
    )}`;
}

function header({ settings: { name, homeUrl }, page, others, home }: Parts): Html {
  const choices = others.map(({ language, path }) =>
    language === page.language
      ? markup`<li aria-current="true">${languageName(language)}</li>`
      : markup`<li>
          <a href="${path}" hreflang="${language}" lang="${language}">${languageName(language)}</a>
        </li>`,
  );
  const site = homeUrl ? markup`<li><a href="${homeUrl}">${new URL(homeUrl).host}</a></li>` : null;
  const list = [...(others.length > 1 ? choices : []), site];
  const nav = markup`<nav aria-label="${wordsIn(page.language).language}">
    <ul>
      ${list}
    </ul>
  </nav>`;
  return markup`<header>
    <div class="wrap">
      <a class="name" href="${home}">${name}</a>${others.length > 1 || site ? nav : null}
    </div>
  </header>`;
}

function footer({ settings: { contactUrl, contactWords }, page, home }: Parts): Html {
  const words = wordsIn(page.language);
  const contact = contactUrl
    ? markup`<p>${words.contact} <a href="${contactUrl}">${contactWords || new URL(contactUrl).host}</a></p>`
    : null;
  return markup`<footer>
    <div class="wrap">
      ${contact}
      <p><a href="${home}">${words.home}</a> · <a href="${home}/feed.atom">${words.feeds}</a></p>
    </div>
  </footer>`;
}

/** The search field, with what was asked. */
export function searchForm(language: string, asked = ''): Html {
  const words = wordsIn(language);
  return markup`<form class="search" role="search" action="${CENTRE}/${language}/search">
    <input
      type="search"
      name="q"
      value="${asked}"
      aria-label="${words.searchFor}"
      placeholder="${words.searchFor}"
      maxlength="300"
      required
    /><button>${words.search}</button>
  </form>`;
}

function directionOf(language: string): string {
  return /^(?:ar|he|fa|ur)\b/.test(language) ? 'rtl' : 'ltr';
}
