import type { Actor, App } from '#platform/app/index.ts';
import { knowledgeErrors } from '../errors.ts';
import { suggestionSourcesPort } from '../ports.ts';
import type { GapThreads } from './schema.ts';
import { selectGaps } from './store.ts';

/** Solved threads that may answer what a gap asks, best first: an article can be made of one. Throws `knowledge.gap_not_found`. */
export async function threadsForGap(app: App, actor: Actor, id: string): Promise<GapThreads['items']> {
  const gap = (await selectGaps(app)).find((one) => one.id === id && one.dismissedAt === null);
  if (!gap) throw knowledgeErrors('knowledge.gap_not_found');
  const question = {
    text: `${gap.words.join(' ')} ${gap.example}`,
    language: undefined,
    conversationId: gap.conversationIds[0] ?? '',
    actor,
  };
  const sources = (app.find(suggestionSourcesPort) ?? []).filter(({ offersThreads }) => offersThreads);
  const found = (await Promise.all(sources.map((source) => source.suggest(app, question)))).flat();
  return found.flatMap(({ kind, id, title, excerpt, link }) =>
    kind === 'thread' && link !== null ? [{ id, title, excerpt, url: link }] : [],
  );
}
