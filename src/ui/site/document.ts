import { type Html, jsonIn, markup } from '#lib/html/index.ts';
import { directionOf } from './language.ts';

/** What all pages of a site share. */
export interface Site {
  name: string;
  /** Address without a slash at the end. */
  publicUrl: string;
  /** Where the name leads. */
  homePath: string;
  /** Paths of style sheets; the first is `siteStyle`. */
  stylesheets: readonly string[];
  /** Path of a picture that stands before the name; another one where the page is dark. */
  logoUrl?: string | null;
  darkLogoUrl?: string | null;
  /** Path of the sign in tabs and on home screens. */
  iconUrl?: string | null;
  /** Somebody tries how the page would look: nothing on it leads anywhere. */
  isTried?: boolean;
}

export interface SiteFeed {
  kind: 'atom' | 'rss' | 'json';
  title: string;
  path: string;
}

/** One public page. */
export interface SitePage {
  language: string;
  title: string;
  description?: string;
  /** Canonical path, in its own language. */
  path: string;
  /** The same page in other languages. */
  others?: readonly { language: string; path: string }[];
  feeds?: readonly SiteFeed[];
  /** Path of the OpenSearch description. */
  openSearchPath?: string;
  /** Structured data (schema.org), one script element each. */
  data?: readonly object[];
  /** For Open Graph: what it is, and a picture of it (absolute address). */
  kind?: 'website' | 'article' | 'profile';
  imageUrl?: string;
  /** Search results, forms, pages of one's own and pages that are not there are not for search engines. */
  isHidden?: boolean;
  /** Other sites may show a card of it (oEmbed). */
  isEmbeddable?: boolean;
  /** Paths of style sheets beside the site's own. */
  styles?: readonly string[];
  /** Paths of scripts that add comfort; the page must work without them. Name them in `pagePolicy` as well. */
  scripts?: readonly string[];
  /** Lists and threads may be wider than articles. */
  isWide?: boolean;
  body: Html;
}

/** What stands around a page. */
export interface Frame {
  site: Site;
  page: SitePage;
  skip: string;
  /** In the header's first row, after the name: search and account, each a landmark with a label of its own. */
  header: readonly (Html | null)[];
  sections?: SectionRow;
  footer: Html;
}

/** Links of the parts of the site, in a row of its own below the header's first; a phone scrolls it sideways. */
export interface SectionRow {
  label: string;
  links: readonly Html[];
}

/** The whole document. It needs no script, and what `header` does not say of its reader it does not say. */
export function siteDocument(frame: Frame): string {
  const { site, page, skip, header, sections, footer } = frame;
  return markup`<!doctype html>
    <html lang="${page.language}" dir="${directionOf(page.language)}">
      <head>
        ${head(site, page)}
      </head>
      <body>
        <a class="skip" href="#content">${skip}</a><header><div class="wrap"><a class="name" href="${site.homePath}">${logoOf(site)}${site.name}</a>${header}</div>${sections && sections.links.length > 0 ? sectionsRow(sections) : null}</header>
        <main id="content"><div class="${page.isWide ? 'wrap wide' : 'wrap'}">${page.body}</div></main>
        <footer><div class="wrap">${footer}</div></footer>
      </body>
    </html>`.text;
}

function logoOf({ logoUrl, darkLogoUrl }: Site): Html | null {
  if (!logoUrl) return null;
  const logo = markup`<img class="logo" src="${logoUrl}" alt="" height="32" />`;
  if (!darkLogoUrl) return logo;
  return markup`<picture><source srcset="${darkLogoUrl}" media="(prefers-color-scheme:dark)" />${logo}</picture>`;
}

function sectionsRow({ label, links }: SectionRow): Html {
  return markup`<nav class="sections" aria-label="${label}">
    <ul>
      ${links.map((link) => markup`<li>${link}</li>`)}
    </ul>
  </nav>`;
}

function head(site: Site, page: SitePage): Html {
  const { name, publicUrl } = site;
  const found = markup`<link rel="canonical" href="${publicUrl}${page.path}" />
    ${(page.others ?? []).map(({ language, path }) => markup`<link rel="alternate" hreflang="${language}" href="${publicUrl}${path}" />`)}`;
  return markup`<meta charset="utf-8" /><meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${page.title === name ? name : `${page.title} – ${name}`}</title>
    ${page.description ? markup`<meta name="description" content="${page.description}" />` : null}
    ${site.isTried ? markup`<base target="_blank" />` : null}${site.iconUrl ? markup`<link rel="icon" href="${site.iconUrl}" /><link rel="apple-touch-icon" href="${site.iconUrl}" />` : null}
    ${page.isHidden || site.isTried ? markup`<meta name="robots" content="noindex" />` : [found, openGraph(site, page), page.isEmbeddable ? oembed(site, page) : null]}
    ${(page.feeds ?? []).map((feed) => link('alternate', FEED_TYPES[feed.kind], feed.title, `${publicUrl}${feed.path}`))}${
      page.openSearchPath
        ? link('search', 'application/opensearchdescription+xml', name, `${publicUrl}${page.openSearchPath}`)
        : null
    }
    ${[...site.stylesheets, ...(page.styles ?? [])].map((path) => markup`<link rel="stylesheet" href="${path}" />`)} ${(
      page.data ?? []
    ).map(
      (data) =>
        markup`<script type="application/ld+json">
          ${jsonIn(data)}
        </script>`,
    )}${(page.scripts ?? []).map((path) => markup`<script type="module" src="${path}"></script>`)}`;
}

const FEED_TYPES: Readonly<Record<SiteFeed['kind'], string>> = {
  atom: 'application/atom+xml',
  rss: 'application/rss+xml',
  json: 'application/feed+json',
};

const link = (rel: string, type: string, title: string, href: string): Html =>
  markup`<link rel="${rel}" type="${type}" title="${title}" href="${href}" />`;

/** Where a card of the page is found (oEmbed 1.0, 4). */
function oembed({ publicUrl }: Site, { title, path }: SitePage): Html {
  const url = encodeURIComponent(`${publicUrl}${path}`);
  return markup`${(['json', 'xml'] as const).map((format) =>
    link(
      'alternate',
      format === 'json' ? 'application/json+oembed' : 'text/xml+oembed',
      title,
      `${publicUrl}/oembed?url=${url}&format=${format}`,
    ),
  )}`;
}

function openGraph({ name, publicUrl }: Site, page: SitePage): Html {
  const said: [string, string | undefined][] = [
    ['og:site_name', name],
    ['og:type', page.kind ?? 'website'],
    ['og:title', page.title],
    ['og:description', page.description],
    ['og:url', `${publicUrl}${page.path}`],
    ['og:image', page.imageUrl],
  ];
  const look = page.imageUrl === undefined ? 'summary' : 'summary_large_image';
  return markup`${said.map(([property, content]) => (content ? markup`<meta property="${property}" content="${content}" />` : null))}<meta name="twitter:card" content="${look}" />`;
}
