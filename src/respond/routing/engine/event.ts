import type { App } from '#platform/app/index.ts';
import { lockIfThere, noteActivity } from '#respond/inbox/index.ts';
import { becauseOf } from '../domain/because.ts';
import { fittingRules, planOf } from '../domain/decide.ts';
import { admitted, followedBy } from '../domain/guard.ts';
import { countAct, type EventRow, readActs } from '../triggers/store.ts';
import { isStillStill } from '../triggers/still-store.ts';
import { carryOut, ruleActor } from './carry-out.ts';
import { fieldLabels } from './names.ts';
import { readyRules } from './ready.ts';
import { freed, readStaffing, situationOf } from './situation.ts';
import { readMoment } from './store.ts';

/** Asks the rules that run on it about one thing that happened, in the transaction that took it out. Done conversations are asked about, too. */
export async function decideEvent(app: App, event: EventRow): Promise<void> {
  const { conversationId, trigger, ruleId } = event;
  const moment = await readMoment(app);
  const ready = await readyRules(app, moment.revision);
  const rules = ready.rules.filter(
    ({ id, on }) => on.includes(trigger) && (ruleId === null || ruleId === id),
  );
  const conversation = rules.length > 0 ? await lockIfThere(app, conversationId) : undefined;
  if (!conversation || conversation.isGone) return;
  if (event.since && !(await isStillStill(app, { conversationId, since: event.since }))) return;
  const situation = await situationOf(app, conversation, await readStaffing(app, moment), ready.sources);
  const labels = await fieldLabels(app, [trigger]);
  const asked = {
    ...freed(situation),
    facts: { ...situation.facts, ...event.facts },
    isDone: conversation.status === 'done',
    because: becauseOf(trigger, event.facts, {
      team: (id) => situation.teams.get(id)?.name,
      field: (key) => labels.get(key),
    }),
  };
  const fitting = fittingRules(rules, asked);
  if (fitting.length === 0) return;
  const { rules: acting, stopped } = admitted(fitting, event, await readActs(app, conversationId));
  if (acting.length > 0) {
    const cause = followedBy(event, acting);
    const noticeKey = `${trigger}:${(trigger.startsWith('case-') && conversation.caseId) || conversationId}`;
    await countAct(app, conversationId);
    await carryOut(app, conversation, planOf(acting, asked), { cause, because: asked.because, noticeKey });
  }
  if (stopped !== null)
    await noteActivity(app, ruleActor('routing'), {
      conversationId,
      action: 'explained',
      detail: { reason: `${stopped} (${asked.because})`, what: [] },
    });
}
