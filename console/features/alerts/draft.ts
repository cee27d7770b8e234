import type { Rule, RuleInput } from './types.ts';

export type Condition = Omit<RuleInput, 'name' | 'isOn' | 'delivery'>;

/** A rule as a new one begins: spikes of all topics, told in the console. */
export function newRule(zone: string): RuleInput {
  return {
    name: '',
    kind: 'spike',
    topicIds: [],
    zone,
    sensitivity: 'normal',
    leastSeverity: 3,
    posts: 50,
    minutes: 60,
    perHour: 4,
    isOn: true,
    delivery: { notices: true, mailTo: [], webhookUrl: null, quiet: null, digest: 'none' },
  };
}

/** What can be changed of a stored rule. */
export function draftOf(rule: Rule): RuleInput {
  const {
    id: _id,
    hasWebhookSecret: _has,
    snoozedUntil: _until,
    createdAt: _at,
    advice: _said,
    ...draft
  } = rule;
  return draft;
}

/** What is looked back for. */
export function conditionOf(rule: RuleInput): Condition {
  const { name: _name, isOn: _isOn, delivery: _delivery, ...condition } = rule;
  return condition;
}

/** Whole numbers from a field, within bounds; undefined where there is none. */
export function wholeNumber(text: string, least: number, most: number): number | undefined {
  const value = Number(text);
  return text.trim() !== '' && Number.isInteger(value) && value >= least && value <= most ? value : undefined;
}
