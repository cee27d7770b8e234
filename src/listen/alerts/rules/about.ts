import type { RuleRow } from './store.ts';

/** Whether a rule tells of an incident: what watched it, and its topic. */
export function isAbout(
  rule: Pick<RuleRow, 'id' | 'kind' | 'sensitivity' | 'topic_ids'>,
  incident: { watch: string; topic_id: string },
): boolean {
  const isItsWatch =
    rule.kind === 'spike' ? incident.watch === `spike:${rule.sensitivity}` : incident.watch === rule.id;
  return isItsWatch && (rule.topic_ids.length === 0 || rule.topic_ids.includes(incident.topic_id));
}
