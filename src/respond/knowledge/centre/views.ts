import { type Html, markup, trusted } from '#lib/html/index.ts';
import { dayIn } from '#ui/site/index.ts';
import { cleanAgain } from '../articles/markdown.ts';
import type { Found } from '../shelf/shelf.ts';
import type { ShelfText } from '../shelf/store.ts';
import { type Catalogue, type CentreArticle, pathOf, shortOf, textFor } from './catalogue.ts';
import { type Page, searchForm } from './frame.ts';
import { CENTRE } from './settings.ts';
import { wordsIn } from './words.ts';

const item = (text: ShelfText, language: string, from = ''): Html =>
  markup`<li${text.language === language ? null : markup` lang="${text.language}"`}><a href="${pathOf(text)}${from}">${text.title}</a><p class="quiet">${shortOf(text)}</p></li>`;

/** The first page: search, and the articles by topic. */
export function homePage(catalogue: Catalogue, language: string): Page {
  const { settings, categories } = catalogue;
  const words = wordsIn(language);
  const of = (id: string | null) =>
    catalogue.articles
      .filter((article) => article.categoryId === id)
      .map((article) => textFor(catalogue, article, language));
  const list = (texts: readonly ShelfText[]) =>
    markup`<ul class="list">
      ${texts.map((text) => markup`<li><a href="${pathOf(text)}">${text.title}</a></li>`)}
    </ul>`;
  const topics = categories
    .map((category) => ({ category, texts: of(category.id) }))
    .filter(({ texts }) => texts.length > 0);
  const rest = of(null);
  return {
    language,
    title: settings.name,
    description: settings.welcome,
    path: `${CENTRE}/${language}`,
    data: [
      {
        '@context': 'https://schema.org',
        '@type': 'WebSite',
        name: settings.name,
        inLanguage: language,
        description: settings.welcome,
      },
    ],
    body: markup`<h1>${settings.welcome || settings.name}</h1>
      ${searchForm(language)}
      <div class="topics">
        ${topics.map(
          ({ category, texts }) =>
            markup`<section>
              <h2 id="${category.slug}">${category.name}</h2>
              ${list(texts)}
            </section>`,
        )}${
          rest.length > 0
            ? markup`<section>
                <h2>${topics.length > 0 ? words.other : words.all}</h2>
                ${list(rest)}
              </section>`
            : null
        }
      </div>`,
  };
}

/** What a search found, best first. */
export function searchPage(language: string, asked: string, found: readonly Found[]): Page {
  const words = wordsIn(language);
  return {
    language,
    title: `${words.results} “${asked}”`,
    path: `${CENTRE}/${language}/search`,
    isHidden: true,
    body: markup`${searchForm(language, asked)}
      <h1>${words.results} “${asked}”</h1>
      ${
        found.length > 0
          ? markup`<ol class="list">
              ${found.map(({ text }) => item(text, language, '?from=search'))}
            </ol>`
          : markup`<p class="note">${words.none}</p>`
      }`,
  };
}

/** One article, with its question whether it helped. */
export function articlePage(
  catalogue: Catalogue,
  article: CentreArticle,
  text: ShelfText,
  {
    publicUrl,
    related,
    beside,
  }: { publicUrl: string; related: readonly ShelfText[]; beside: readonly Html[] },
): Page {
  const { language } = text;
  const words = wordsIn(language);
  const category = catalogue.categories.find(({ id }) => id === article.categoryId);
  const changed = text.changedAt.toISOString();
  return {
    language,
    title: text.title,
    description: shortOf(text),
    path: pathOf(text),
    others: article.texts.map((one) => ({ language: one.language, path: pathOf(one) })),
    kind: 'article',
    isEmbeddable: true,
    data: structured(catalogue, text, `${publicUrl}${pathOf(text)}`),
    body: markup`<p class="crumbs">
        <a href="${CENTRE}/${language}">${words.home}</a
        >${category ? markup` › <a href="${CENTRE}/${language}#${category.slug}">${category.name}</a>` : null}
      </p>
      <article>
        <h1>${text.title}</h1>
        ${trusted(cleanAgain(text.html))}
        <p class="quiet">
          ${words.updated} <time datetime="${changed}">${dayIn(text.changedAt, language)}</time>
        </p>
        ${beside}
      </article>
      <div class="vote">
        <form method="post" action="${pathOf(text)}/vote">
          <h2>${words.did}</h2>
          <button class="plain" name="helped" value="yes">${words.yes}</button
          ><button class="plain" name="helped" value="no">${words.no}</button>
        </form>
      </div>
      ${
        related.length > 0
          ? markup`<h2>${words.related}</h2>
              <ul class="list">
                ${related.map((one) => markup`<li><a href="${pathOf(one)}">${one.title}</a></li>`)}
              </ul>`
          : null
      }
      ${searchForm(language)}`,
  };
}

/** What search engines read: an article, and a question with its answer where the title asks one. */
function structured({ settings }: Catalogue, text: ShelfText, url: string): object[] {
  const article = {
    '@context': 'https://schema.org',
    '@type': 'TechArticle',
    headline: text.title,
    inLanguage: text.language,
    datePublished: text.publishedAt.toISOString(),
    dateModified: text.changedAt.toISOString(),
    mainEntityOfPage: url,
    publisher: { '@type': 'Organization', name: settings.name },
  };
  if (!/[?？]\s*$/.test(text.title)) return [article];
  const answer = { '@type': 'Answer', text: cleanAgain(text.html) };
  const faq = {
    '@context': 'https://schema.org',
    '@type': 'FAQPage',
    mainEntity: [{ '@type': 'Question', name: text.title, acceptedAnswer: answer }],
  };
  return [article, faq];
}

/** After a vote. */
export function thanksPage(language: string): Page {
  const words = wordsIn(language);
  return {
    language,
    title: words.thanks,
    path: `${CENTRE}/${language}/thanks`,
    isHidden: true,
    body: markup`<h1>${words.thanks}</h1>
      <p>${words.thanksText}</p>
      ${searchForm(language)}`,
  };
}

export function missingPage(language: string): Page {
  const words = wordsIn(language);
  return {
    language,
    title: words.notFound,
    path: `${CENTRE}/${language}`,
    isHidden: true,
    body: markup`<h1>${words.notFound}</h1>
      <p>${words.notFoundText}</p>
      ${searchForm(language)}`,
  };
}
