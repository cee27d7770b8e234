import type { TopicView } from '../../api/types.ts';
import type { TopicDraft } from './types.ts';

export function draftOf(topic: TopicView | undefined, query = ''): TopicDraft {
  if (topic === undefined) return { name: '', query, kind: 'subject', toInbox: true };
  return { name: topic.name, query: topic.query, kind: topic.kind, toInbox: topic.toInbox };
}

/** What of the draft is not as it is stored; nothing when it is the same. */
export function changesOf(topic: TopicView, draft: TopicDraft): Partial<TopicDraft> {
  const before = draftOf(topic);
  return {
    ...(draft.name.trim() !== before.name && { name: draft.name.trim() }),
    ...(draft.query !== before.query && { query: draft.query }),
    ...(draft.kind !== before.kind && { kind: draft.kind }),
    ...(draft.toInbox !== before.toInbox && { toInbox: draft.toInbox }),
  };
}

export function isChanged(topic: TopicView | undefined, draft: TopicDraft): boolean {
  if (topic === undefined) return draft.name.trim() !== '' || draft.query.trim() !== '';
  return Object.keys(changesOf(topic, draft)).length > 0;
}
