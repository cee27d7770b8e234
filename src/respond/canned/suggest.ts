import { fillTemplate } from '#lib/templates/index.ts';
import { ArticleSearch } from '#lib/search/index.ts';
import type { SuggestionSource } from '#respond/knowledge/index.ts';
import { textFor } from './domain.ts';
import { rowsFor } from './service.ts';
import { valuesFor } from './values.ts';

const SHOWN = 3;
/** One that shares less of the question is no help. */
const LEAST_FOUND = 0.2;

/** Canned replies beside a conversation: provide it for `suggestionSourcesPort`. */
export const cannedSuggestions: SuggestionSource = {
  name: 'canned',
  async suggest(app, { text, language, conversationId, actor }) {
    const rows = new Map((await rowsFor(app, actor)).map((row) => [row.id, row]));
    const search = new ArticleSearch();
    for (const { id, name, texts } of rows.values())
      search.put({
        id,
        title: name,
        body: texts.map(({ body }) => body.replaceAll(/\{\{[^}]*\}\}/g, ' ')).join('\n'),
      });
    const ranked = search
      .rank(text, { limit: SHOWN, ...(language === undefined ? {} : { language }) })
      .filter(({ found }) => found >= LEAST_FOUND);
    if (ranked.length === 0) return [];
    const valueOf = await valuesFor(app, actor, conversationId);
    return ranked.map(({ id, words }) => {
      const row = rows.get(id)!;
      const chosen = textFor(row.texts, language);
      const filled = fillTemplate(chosen.body, valueOf).text;
      return {
        kind: 'reply' as const,
        id,
        language: chosen.language,
        title: row.name,
        excerpt: filled.slice(0, 240).toWellFormed(),
        insert: filled,
        how: 'text' as const,
        link: null,
        visibility: null,
        because: { words: words.slice(0, 5), hasAnswered: false },
        useId: null,
      };
    });
  },
};
