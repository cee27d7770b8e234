import { type App, perApp } from '#platform/app/index.ts';
import { ArticleSearch } from '#lib/search/index.ts';
import type { Suggestion, SuggestionSource } from '#respond/knowledge/index.ts';
import { type ExampleRow, selectExamples } from './store.ts';
import '../events.ts';

/** Examples that are held in memory: the newest. */
const MOST = 5000;
const SHOWN = 3;
/** One that shares less of the question is no help. */
const LEAST_FOUND = 0.35;

interface Held {
  search: ArticleSearch;
  rows: Map<string, ExampleRow>;
  isStale: boolean;
  filling: Promise<void>;
}

const heldOf = perApp((app) => {
  const held: Held = {
    search: new ArticleSearch(),
    rows: new Map(),
    isStale: true,
    filling: Promise.resolve(),
  };
  app.bus.on('voice.changed', ({ what }) => {
    if (what === 'examples') held.isStale = true;
  });
  app.bus.on('bus.resync', () => void (held.isStale = true));
  return held;
});

/** Examples whose questions are like this one, best first. */
export async function findAlike(
  app: App,
  question: string,
  { limit, least, language }: { limit: number; least: number; language?: string | undefined },
): Promise<{ row: ExampleRow; words: readonly string[] }[]> {
  const held = heldOf(app);
  held.filling = held.filling.catch(() => undefined).then(() => renew(app, held));
  await held.filling;
  return held.search
    .rank(question, { limit, ...(language === undefined ? {} : { language: language.split('-')[0] }) })
    .filter(({ found }) => found >= least)
    .map(({ id, words }) => ({ row: held.rows.get(id)!, words }));
}

/** Good answers of before beside a conversation that asks the like. */
export const exampleSource: SuggestionSource = {
  name: 'examples',
  async suggest(app, { text, language, conversationId }) {
    const found = await findAlike(app, text, { limit: SHOWN + 1, least: LEAST_FOUND, language });
    return found
      .filter(({ row }) => row.conversationId !== conversationId)
      .slice(0, SHOWN)
      .map(({ row, words }) => suggestionOf(row, words));
  },
};

function suggestionOf(row: ExampleRow, words: readonly string[]): Suggestion {
  return {
    kind: 'example',
    id: row.id,
    language: row.language,
    title: shortened(row.question, 140),
    excerpt: shortened(row.answer, 240),
    insert: row.answer.replaceAll(/(?:^|[ \t]+)\[(?:name|handle)\]/g, '').trim(),
    how: 'text',
    link: `/settings/voice/examples`,
    visibility: null,
    because: { words: words.slice(0, 5), hasAnswered: false },
    useId: null,
  };
}

function shortened(text: string, most: number): string {
  const signs = Array.from(text.replaceAll(/\s+/g, ' ').trim());
  return signs.length <= most ? signs.join('') : `${signs.slice(0, most - 1).join('')}…`;
}

async function renew(app: App, held: Held): Promise<void> {
  if (!held.isStale) return;
  held.isStale = false;
  try {
    const rows = await selectExamples(app, undefined, MOST);
    held.search = new ArticleSearch();
    held.rows = new Map(rows.map((row) => [row.id, row]));
    for (const { id, question, answer, language } of rows)
      held.search.put({ id, title: question, body: answer, language: language ?? undefined });
  } catch (error) {
    held.isStale = true;
    throw error;
  }
}
