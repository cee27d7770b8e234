import type { z } from 'zod';
import type { suggestionsShape } from '#people/brand/schema.ts';
import type { SourceView, TopicView } from '../../api/types.ts';

export type Suggestions = z.infer<typeof suggestionsShape>;
export type SuggestedTopic = Suggestions['topics'][number];
export type SuggestedSource = Suggestions['sources'][number];

/** One suggestion as it stands on the screen. */
export interface Choice<T> {
  suggestion: T;
  isTicked: boolean;
  /** It is here already, so it cannot be added again. */
  isThere: boolean;
}

/** Everything is ticked, except what is here already. */
export function topicChoices(
  suggested: readonly SuggestedTopic[],
  topics: readonly TopicView[],
): Choice<SuggestedTopic>[] {
  const names = new Set(topics.map(({ name }) => name.toLowerCase()));
  const queries = new Set(topics.map(({ query }) => query));
  return suggested.map((suggestion) => {
    const isThere = names.has(suggestion.name.toLowerCase()) || queries.has(suggestion.query);
    return { suggestion, isTicked: !isThere, isThere };
  });
}

/** A kind that is read already is there; a feed is there when its address or site is. */
export function sourceChoices(
  suggested: readonly SuggestedSource[],
  sources: readonly SourceView[],
): Choice<SuggestedSource>[] {
  return suggested.map((suggestion) => {
    const isThere = sources.some(
      (source) =>
        source.kind === suggestion.kind && (suggestion.kind !== 'feed' || source.name === suggestion.name),
    );
    return { suggestion, isTicked: !isThere, isThere };
  });
}

/** The list with one entry changed. */
export function changeAt<T>(list: readonly T[], index: number, change: Partial<T>): T[] {
  return list.map((entry, at) => (at === index ? { ...entry, ...change } : entry));
}
