import { type App, remember } from '#platform/app/index.ts';
import { alikeAmong, searchWords } from '#lib/typos/index.ts';
import { inLanguage } from '#ui/site/index.ts';
import type { PublicSearch } from '#people/members/index.ts';
import { plainOf } from '../articles/markdown.ts';
import { searchCentre } from './asked.ts';
import { catalogueOf, pathOf, textFor } from './catalogue.ts';
import '../events.ts';

const MOST_LETTERS = 4000;

/** Every word of the public articles: what typing errors are forgiven by. */
const dictionary = remember(
  async (app: App) => {
    const { articles } = await catalogueOf(app);
    const texts = articles.flatMap((article) => article.texts);
    return new Set(texts.flatMap(({ title, body }) => searchWords(`${title} ${plainOf(body)}`)));
  },
  ({ name }) => name === 'knowledge.changed',
);

/** Articles of the open help centre in the search of the whole site, typing errors forgiven. */
export const articleSearch: PublicSearch = {
  kind: 'article',
  isAnswer: true,
  label: (language) => inLanguage(language, { en: 'Article', de: 'Artikel' }),
  async search(app, asked, { language, limit }) {
    const { settings } = await catalogueOf(app);
    if (!settings.isOpen) return [];
    const known = await dictionary.read(app);
    const words = searchWords(asked);
    const meant = new Map(words.map((word) => [word, alikeAmong(word, known)]));
    const isWrong = words.some((word) => !known.has(word) && meant.get(word)!.length > 0);
    // What is written right finds by what articles learned, too: the question goes on as it was asked.
    const question = isWrong ? words.map((word) => meant.get(word)![0] ?? word).join(' ') : asked;
    const found = await searchCentre(app, language, question);
    return found.slice(0, limit).map(({ articleId, text, plain, found: share, learned }) => ({
      id: articleId,
      title: text.title,
      path: pathOf(text),
      text: plain.slice(0, MOST_LETTERS).toWellFormed(),
      language: text.language,
      fit: Math.min(1, Math.max(share, learned?.likeness ?? 0)),
      words: [...new Set([...words, ...[...meant.values()].flat()])],
    }));
  },
  async titles(app, ids) {
    const catalogue = await catalogueOf(app);
    const wanted = catalogue.articles.filter(({ id }) => ids.includes(id));
    return new Map(
      wanted.map((article) => [
        article.id,
        textFor(catalogue, article, catalogue.settings.languages[0]!).title,
      ]),
    );
  },
};
