import type { Conversation } from '#respond/inbox/index.ts';
import type { Traits, Urgency } from '../domain/policy.ts';

const LEVELS: readonly [word: string, level: Urgency][] = [
  ['Emergency', 3],
  ['Urgent', 2],
  ['Soon', 1],
];

/** What targets, hours and reports need of a conversation. Its urgency is the one that its place in the queue is reasoned with. */
export function traitsOf(conversation: Conversation): Traits {
  const reason = conversation.factors.find(({ key }) => key === 'urgency')?.reason ?? '';
  return {
    network: conversation.network,
    teamId: conversation.teamId,
    urgency: LEVELS.find(([word]) => reason.startsWith(word))?.[1] ?? 0,
  };
}
