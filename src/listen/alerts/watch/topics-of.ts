import type { TopicName } from '#listen/topics/index.ts';
import type { RuleRow } from '../rules/store.ts';

/** The topics that a rule is about, as far as they are there. */
export function topicsOf(
  rule: Pick<RuleRow, 'topic_ids'>,
  topics: ReadonlyMap<string, TopicName>,
): TopicName[] {
  return rule.topic_ids.length === 0
    ? [...topics.values()]
    : rule.topic_ids.flatMap((id) => topics.get(id) ?? []);
}
