import { type Html, markup } from '#lib/html/index.ts';
import type { Dress, navigationOf } from '#people/site/index.ts';
import { languageName, siteDocument, type SitePage, siteSearch } from '#ui/site/index.ts';
import type { Catalogue } from './catalogue.ts';
import { CENTRE } from './settings.ts';
import { wordsIn } from './words.ts';

/** One page of the help centre. */
export type Page = SitePage;

/** What stands around a page, and what it wears. */
export interface Around {
  publicUrl: string;
  hasSearch: boolean;
  dress: Dress;
  navigation: Awaited<ReturnType<typeof navigationOf>>;
}

/** The whole document. It needs no script, sets no cookie, and says nothing about its reader. */
export function frame(
  { settings }: Catalogue,
  { publicUrl, hasSearch, dress, navigation: { row, foot } }: Around,
  page: Page,
): string {
  const others =
    page.others ?? settings.languages.map((language) => ({ language, path: `${CENTRE}/${language}` }));
  const home = `${CENTRE}/${page.language}`;
  const words = wordsIn(page.language);
  return siteDocument({
    site: { name: settings.name, publicUrl, homePath: home, ...dress },
    page: {
      ...page,
      others,
      feeds: [
        { kind: 'atom', title: settings.name, path: `${home}/feed.atom` },
        { kind: 'rss', title: settings.name, path: `${home}/feed.rss` },
        { kind: 'json', title: settings.name, path: `${home}/feed.json` },
      ],
      openSearchPath: `${home}/opensearch.xml`,
    },
    skip: words.skip,
    header: [
      hasSearch ? siteSearch(page.language) : null,
      navigation(settings.homeUrl, page.language, others),
    ],
    // With one part only, the name says it already.
    ...(row.links.length > 1 ? { sections: row } : {}),
    footer: markup`${foot}${
      settings.contactUrl
        ? markup`<p>${words.contact} <a href="${settings.contactUrl}">${settings.contactWords || new URL(settings.contactUrl).host}</a></p>`
        : null
    }
      <p><a href="${home}">${words.home}</a> · <a href="${home}/feed.atom">${words.feeds}</a></p>`,
  });
}

function navigation(
  homeUrl: string | null,
  language: string,
  others: readonly { language: string; path: string }[],
): Html | null {
  const choices = others.map((other) =>
    other.language === language
      ? markup`<li aria-current="true">${languageName(other.language)}</li>`
      : markup`<li>
          <a href="${other.path}" hreflang="${other.language}" lang="${other.language}"
            >${languageName(other.language)}</a
          >
        </li>`,
  );
  const site = homeUrl ? markup`<li><a href="${homeUrl}">${new URL(homeUrl).host}</a></li>` : null;
  if (others.length < 2 && !site) return null;
  return markup`<nav aria-label="${wordsIn(language).language}">
    <ul>
      ${others.length > 1 ? choices : null}${site}
    </ul>
  </nav>`;
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
