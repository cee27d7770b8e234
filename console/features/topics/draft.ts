import type { TopicDetail, TopicDraft } from './types.ts';

export function draftOf(topic: TopicDetail | undefined, query = ''): TopicDraft {
  if (topic === undefined)
    return { name: '', query, kind: 'subject', toInbox: true, folder: null, capPerDay: null, examples: [] };
  const { name, kind, toInbox, folder, capPerDay, examples } = topic;
  return { name, query: topic.query, kind, toInbox, folder, capPerDay, examples };
}

/** What of the draft is not as it is stored; nothing when it is the same. */
export function changesOf(topic: TopicDetail, draft: TopicDraft): Partial<TopicDraft> {
  const before = draftOf(topic);
  const given = { ...draft, name: draft.name.trim() };
  const changed = (Object.keys(before) as (keyof TopicDraft)[]).filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(given[key]),
  );
  return Object.fromEntries(changed.map((key) => [key, given[key]]));
}

export function isChanged(topic: TopicDetail | undefined, draft: TopicDraft): boolean {
  if (topic === undefined)
    return draft.name.trim() !== '' || draft.query.trim() !== '' || draft.examples.length > 0;
  return Object.keys(changesOf(topic, draft)).length > 0;
}
