import { remember } from '#platform/app/index.ts';
import { wordsOfHtml } from '#lib/markdown/index.ts';
import { alikeAmong, fitOf, searchWords } from '#lib/typos/index.ts';
import { type PublicSearch, readCommunity } from '#people/members/index.ts';
import { dayIn, inLanguage } from '#ui/site/index.ts';
import { listPublished } from './changelog/entries.ts';
import { entryPath, pathOf } from './domain.ts';
import { ANYBODY, readerOf } from './idea/boards.ts';
import { findIdeas, listIdeas } from './idea/find.ts';
import { wordsIn } from './words/index.ts';
import './events.ts';

const MOST_LETTERS = 4000;
/** Updates that are found, the newest; older ones tell of a product that has changed since. */
const MOST_UPDATES = 500;
/** Of the words of a question, so much at least stands in an update that it finds. */
const LEAST_FIT = 0.5;

/** Ideas in the search of the whole site. */
const ideaSearch: PublicSearch = {
  kind: 'idea',
  isAnswer: false,
  label: (language) => inLanguage(language, { en: 'Idea', de: 'Idee' }),
  async search(app, asked, { language, limit, visitor }) {
    if (!(await readCommunity(app)).isOpen) return [];
    const who = await readerOf(app, { memberId: visitor?.id ?? null, isStaff: false });
    const { rows } = await listIdeas(app, who, { sort: 'top', q: asked, isLoose: true, limit });
    const words = searchWords(asked);
    return rows.map((idea) => {
      const text = wordsOfHtml(idea.html).slice(0, MOST_LETTERS).toWellFormed();
      const said = `${idea.title} ${text}`;
      const known = new Set(searchWords(said));
      return {
        id: idea.id,
        title: idea.title,
        path: pathOf(idea),
        text,
        note: wordsIn(language).statuses[idea.status],
        fit: fitOf(words, said),
        words: [...new Set([...words, ...words.flatMap((word) => alikeAmong(word, known))])],
      };
    });
  },
  async titles(app, ids) {
    return new Map((await findIdeas(app, ANYBODY, ids)).map(({ id, title }) => [id, title]));
  },
};

/** What the changelog says, in memory: it is small and read by everybody. */
const updates = remember(
  async (app) =>
    (await listPublished(app, undefined, MOST_UPDATES)).rows.map((entry) => {
      const text = wordsOfHtml(entry.html).slice(0, MOST_LETTERS).toWellFormed();
      return { entry, text, known: new Set(searchWords(`${entry.title} ${text}`)) };
    }),
  ({ name }) => name === 'idea.changed',
);

/** Updates of the changelog in the search of the whole site, typing errors forgiven. */
const updateSearch: PublicSearch = {
  kind: 'update',
  isAnswer: false,
  label: (language) => inLanguage(language, { en: 'Update', de: 'Neuerung' }),
  async search(app, asked, { language, limit }) {
    if (!(await readCommunity(app)).isOpen) return [];
    const words = searchWords(asked);
    return (await updates.read(app))
      .map(({ entry, text, known }) => {
        const meant = words.map((word) => alikeAmong(word, known));
        const fit = meant.filter((some) => some.length > 0).length / Math.max(1, words.length);
        return {
          id: entry.id,
          title: entry.title,
          path: entryPath(entry),
          text,
          note: dayIn(entry.publishAt ?? entry.createdAt, language),
          fit,
          words: [...words, ...meant.flat()],
        };
      })
      .filter(({ fit }) => fit >= LEAST_FIT)
      .sort((a, b) => b.fit - a.fit)
      .slice(0, limit);
  },
  async titles(app, ids) {
    const known = (await updates.read(app)).filter(({ entry }) => ids.includes(entry.id));
    return new Map(known.map(({ entry }) => [entry.id, entry.title]));
  },
};

/** What ideas give to the search of the whole site: provide it for `publicSearchPort`. */
export const ideaSearches: readonly PublicSearch[] = [ideaSearch, updateSearch];
