import type { App } from '#platform/app/index.ts';
import type { ConversationNews } from '#respond/inbox/index.ts';
import { noteOwners } from '../owners/note.ts';
import { hasActiveRules } from '../rules/service.ts';
import { queueForRules, type QueuedRow } from './store.ts';

export const DECIDE_JOB = 'routing.decide';
export const FILL_JOB = 'routing.fill';

/**
 * Hears what happens to conversations: new ones, and those whose customer comes back, go to the rules; work that ends makes room. It only writes
 * down what is to be done, in the transaction of the news, so each is decided once.
 */
export async function hearNews(app: App, news: readonly ConversationNews[]): Promise<void> {
  const queued = news.flatMap(({ kind, seq, conversationId, before }): (QueuedRow & { seq: number })[] => {
    if (kind === 'opened') return [{ conversationId, why: 'opened', seq }];
    const isBack = kind === 'received' && (before?.waitingSince === null || before?.status !== 'open');
    return isBack ? [{ conversationId, why: 'returned', seq }] : [];
  });
  // A history that is read in before there are rules is nobody's work.
  if (queued.length > 0 && (await hasActiveRules(app))) {
    await queueForRules(app, queued);
    await app.jobs.enqueue(DECIDE_JOB, {}, { key: DECIDE_JOB });
  }
  await noteOwners(app, news);
  if (news.some(makesRoom)) await app.jobs.enqueue(FILL_JOB, {}, { key: FILL_JOB });
}

/** Somebody has one less. */
function makesRoom({ before, after }: ConversationNews): boolean {
  if (!before?.assigneeId || before.status !== 'open') return false;
  return !after || after.status !== 'open' || after.assigneeId !== before.assigneeId;
}
