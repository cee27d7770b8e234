import { markup } from '#lib/html/index.ts';
import { type Feed, siteMapOf, xmlOf } from '#ui/feeds/index.ts';
import { cleanAgain } from '../articles/markdown.ts';
import { type Catalogue, pathOf, textFor } from './catalogue.ts';
import { CENTRE } from './settings.ts';
import { wordsIn } from './words.ts';

const MOST = 50;

/** Articles of a language, the last changed first; `name` is that of the feed's path. Ids begin with `idUrl`, which never changes. */
export function articleFeed(
  catalogue: Catalogue,
  { publicUrl, idUrl }: { publicUrl: string; idUrl: string },
  language: string,
  name: string,
): Feed {
  const texts = catalogue.articles
    .map((article) => textFor(catalogue, article, language))
    .sort((a, b) => b.changedAt.getTime() - a.changedAt.getTime())
    .slice(0, MOST);
  const home = `${publicUrl}${CENTRE}/${language}`;
  return {
    title: catalogue.settings.name,
    description: catalogue.settings.welcome,
    language,
    homeUrl: home,
    selfUrl: `${home}/${name}`,
    entries: texts.map((text) => ({
      id: `${idUrl}${CENTRE}/#${text.articleId}/${text.language}`,
      guid: `${text.articleId}/${text.language}`,
      title: text.title,
      url: `${publicUrl}${pathOf(text)}`,
      html: cleanAgain(text.html),
      publishedAt: text.publishedAt,
      updatedAt: text.changedAt,
    })),
  };
}

/** All addresses with their languages, for search engines. */
export function sitemap(catalogue: Catalogue, publicUrl: string): string {
  const homes = catalogue.settings.languages.map((language) => ({
    url: `${publicUrl}${CENTRE}/${language}`,
  }));
  const articles = catalogue.articles.flatMap(({ texts }) =>
    texts.map((text) => ({
      url: `${publicUrl}${pathOf(text)}`,
      changedAt: text.changedAt,
      others: texts.map((one) => ({ language: one.language, url: `${publicUrl}${pathOf(one)}` })),
    })),
  );
  return siteMapOf([...homes, ...articles]);
}

/** Lets browsers search here by themselves. */
export function openSearch(catalogue: Catalogue, publicUrl: string, language: string): string {
  return xmlOf(
    markup`<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/"><ShortName>${catalogue.settings.name.slice(0, 16)}</ShortName><Description>${wordsIn(language).searchFor}</Description><Url type="text/html" template="${publicUrl}${CENTRE}/${language}/search?q={searchTerms}" /></OpenSearchDescription>`,
  );
}
