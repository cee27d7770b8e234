import { wordsOfHtml } from '#lib/markdown/index.ts';
import { fitOf, searchWords } from '#lib/typos/index.ts';
import { inLanguage } from '#ui/site/index.ts';
import { type PublicSearch, readCommunity } from '#people/members/index.ts';
import { EVERYBODY, pathOf } from '../domain.ts';
import { answersOf, findThreads } from '../talk/read.ts';
import { searchThreads } from './find.ts';

const MOST_LETTERS = 4000;

/** Solved threads in the search of the whole site, with the answer that was accepted. */
export const threadSearch: PublicSearch = {
  kind: 'thread',
  isAnswer: true,
  label: (language) => inLanguage(language, { en: 'Solved question', de: 'Gelöste Frage' }),
  async search(app, asked, { limit, visitor }) {
    if (!(await readCommunity(app)).isOpen) return [];
    const who = { memberId: visitor?.id ?? null, isStaff: false };
    const hits = await searchThreads(app, who, { q: asked, isSolved: true, isLoose: true, limit });
    const words = searchWords(asked);
    return Promise.all(
      hits.map(async ({ thread, post, words: meant }) => {
        const [answer] = thread.answers > 0 ? await answersOf(app, thread.id) : [];
        const text = wordsOfHtml((answer ?? post).html);
        return {
          id: thread.id,
          title: thread.title,
          path: pathOf(thread, answer?.number ?? post.number),
          text: text.slice(0, MOST_LETTERS).toWellFormed(),
          fit: fitOf(words, `${thread.title} ${wordsOfHtml(post.html)} ${text}`),
          words: meant,
        };
      }),
    );
  },
  async titles(app, ids) {
    const threads = await findThreads(app, EVERYBODY, ids);
    return new Map([...threads].map(([id, { title }]) => [id, title]));
  },
};
