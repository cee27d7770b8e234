import { api } from '../../api/client.ts';
import { ApiError, messageOf } from '../../api/errors.ts';
import type { SuggestedSource, SuggestedTopic } from './suggestions.ts';

export interface Outcome {
  added: Set<SuggestedTopic | SuggestedSource>;
  problems: { name: string; reason: string }[];
}

/** Adds what was ticked, one after the other; what is there already counts as added, and one failure does not stop the rest. */
export async function addChosen(
  topics: readonly SuggestedTopic[],
  sources: readonly SuggestedSource[],
): Promise<Outcome> {
  const outcome: Outcome = { added: new Set(), problems: [] };
  const attempt = async (entry: SuggestedTopic | SuggestedSource, add: () => Promise<unknown>) => {
    try {
      await add();
      outcome.added.add(entry);
    } catch (error) {
      if (error instanceof ApiError && error.status === 409) outcome.added.add(entry);
      else outcome.problems.push({ name: entry.name, reason: messageOf(error) });
    }
  };
  for (const topic of topics) await attempt(topic, () => api.post('/topics', topic));
  for (const source of sources) await attempt(source, () => addSource(source));
  return outcome;
}

/** The address of a site is no feed yet: the best feed that the site offers is taken. */
async function addSource(source: SuggestedSource): Promise<unknown> {
  if (source.kind !== 'feed') return api.post('/sources', source);
  const { feeds } = await api.post<{ feeds: { url: string }[] }>('/sources/discover', source.config);
  return api.post('/sources', { ...source, config: { url: feeds[0]?.url ?? source.config.url } });
}
