import type { App } from '#platform/app/index.ts';
import type { ConversationNews } from '#respond/inbox/index.ts';
import { noteOwners } from '../owners/note.ts';
import { activeRules } from '../rules/service.ts';
import { DECIDE_JOB, isRule } from '../triggers/hear.ts';
import { hearChanges } from '../triggers/news.ts';
import { noteStill } from '../triggers/still.ts';
import { queueForRules, type QueuedRow } from './store.ts';

export const FILL_JOB = 'routing.fill';

/** What asks more comes before what asks less. */
const WEIGHT: Readonly<Record<QueuedRow['why'], number>> = { wrote: 0, labelled: 1, returned: 2, opened: 2 };

/**
 * Hears what happens to conversations: new ones, those whose customer comes back, those whose labels change, and those that change otherwise go to the rules that run on
 * it; work that ends makes room. It only writes down what is to be done, in the transaction of the news, so each is decided once.
 */
export async function hearNews(app: App, news: readonly ConversationNews[]): Promise<void> {
  // A history that is read in before there are rules is nobody's work.
  const { on, doAnswer } = await activeRules(app);
  const wants = (why: QueuedRow['why']) =>
    why === 'wrote' ? doAnswer : on.has(why === 'labelled' ? 'labelled' : 'arrives');
  const queued = forRules(news, wants);
  if (queued.length > 0) {
    await queueForRules(app, queued);
    await app.jobs.enqueue(DECIDE_JOB, {}, { key: DECIDE_JOB });
  }
  await hearChanges(app, news, on);
  if (on.has('waited')) await noteStill(app, news);
  await noteOwners(app, news);
  if (news.some(makesRoom)) await app.jobs.enqueue(FILL_JOB, {}, { key: FILL_JOB });
}

/** One row for each conversation. What is asked anew as a whole covers a change of its labels, and that more was said. */
function forRules(
  news: readonly ConversationNews[],
  wants: (why: QueuedRow['why']) => boolean,
): (QueuedRow & { seq: number })[] {
  const rows = new Map<string, QueuedRow & { seq: number }>();
  for (const piece of news) {
    const why = whyOf(piece);
    const known = rows.get(piece.conversationId);
    if (why === undefined || !wants(why) || (known && WEIGHT[known.why] >= WEIGHT[why])) continue;
    const labelsBefore = why === 'labelled' ? piece.before!.labels : null;
    rows.set(piece.conversationId, {
      conversationId: piece.conversationId,
      why,
      labelsBefore,
      seq: known?.seq ?? piece.seq,
    });
  }
  return [...rows.values()];
}

function whyOf({ kind, by, before, after }: ConversationNews): QueuedRow['why'] | undefined {
  if (kind === 'opened') return 'opened';
  if (kind === 'received')
    return before?.waitingSince === null || before?.status !== 'open' ? 'returned' : 'wrote';
  // What a rule labels is no reason to ask the rules: two could go on for ever.
  if (kind !== 'changed' || !before || !after || isRule(by)) return undefined;
  return before.labels.join('\n') === after.labels.join('\n') ? undefined : 'labelled';
}

/** Somebody has one less. */
function makesRoom({ before, after }: ConversationNews): boolean {
  if (!before?.assigneeId || before.status !== 'open') return false;
  return !after || after.status !== 'open' || after.assigneeId !== before.assigneeId;
}
