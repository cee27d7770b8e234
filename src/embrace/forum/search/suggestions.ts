import { addressOf } from '#platform/addresses/index.ts';
import type { App } from '#platform/app/index.ts';
import { excerptOf, wordsOfHtml } from '#lib/markdown/index.ts';
import { readCommunity } from '#people/members/index.ts';
import type { Question, Suggestion, SuggestionSource } from '#respond/knowledge/index.ts';
import { EVERYBODY, pathOf } from '../domain.ts';
import { answersOf } from '../talk/read.ts';
import { searchThreads } from './find.ts';

const MOST = 3;

/** Solved threads that everybody may read, beside a conversation about the same: their link goes into the answer. */
export const threadSuggestions: SuggestionSource = {
  name: 'threads',
  offersThreads: true,
  async suggest(app: App, { text }: Question): Promise<readonly Suggestion[]> {
    if (!(await readCommunity(app)).isOpen) return [];
    const hits = await searchThreads(app, EVERYBODY, { q: text, isSolved: true, isLoose: true, limit: MOST });
    return Promise.all(
      hits.map(async ({ thread, words, excerpt }): Promise<Suggestion> => {
        const [answer] = thread.answers > 0 ? await answersOf(app, thread.id) : [];
        const url = addressOf(app, pathOf(thread, answer?.number));
        return {
          kind: 'thread',
          id: thread.id,
          language: null,
          title: thread.title,
          excerpt: answer ? excerptOf(wordsOfHtml(answer.html), 240) : excerpt,
          insert: `${thread.title}${/[?!.]$/.test(thread.title) ? '' : ':'} ${url}`,
          how: 'link',
          link: url,
          visibility: 'public',
          because: { words: words.slice(0, 5), hasAnswered: true },
          useId: null,
        };
      }),
    );
  },
};
