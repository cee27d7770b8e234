import { type Actor, type App, systemActor } from '#platform/app/index.ts';
import { addNotice } from '#people/notices/index.ts';
import { changeConversations, findConversations } from '#respond/inbox/index.ts';
import { selectPolicies } from '../store/policies.ts';
import { selectClock } from '../store/clocks.ts';

export const ESCALATE_JOB = 'promises.escalate';

/**
 * A missed promise moves the conversation to another team, and somebody hears of it, as its policy says. Nothing when it was answered
 * meanwhile, or is with that team already: a job that runs twice does it once.
 */
export async function escalate(app: App, clockId: string): Promise<void> {
  const clock = await selectClock(app, clockId);
  if (!clock || clock.outcome !== 'missed' || clock.endedAt) return;
  const policy = (await selectPolicies(app)).find(({ id }) => id === clock.policyId);
  const [row] = await findConversations(app, [clock.conversationId]);
  if (!policy || !row) return;
  const { teamId, tellId } = policy.terms.escalation;
  await app.db.transaction(async () => {
    if (teamId && row.teamId !== teamId)
      await changeConversations(app, ruleOf(policy.name), [row.id], { teamId, assigneeId: null });
    if (tellId)
      await addNotice(app, {
        to: tellId,
        level: 'warning',
        title: `“${policy.name}” was not kept`,
        text: row.excerpt.slice(0, 120),
        link: `/inbox/${row.id}`,
        key: `promise-escalated:${clock.id}`,
      });
  });
}

/** Who does it, for the history: the policy itself. */
function ruleOf(name: string): Actor {
  return { ...systemActor, name: `Promise “${name}”` };
}
