import type { App } from '#platform/app/index.ts';
import type { ConversationNews } from '#respond/inbox/index.ts';
import { NO_CAUSE } from '../domain/guard.ts';
import type { Trigger } from '../domain/triggers.ts';
import { hearEvents, isRule } from './hear.ts';
import { causeOf, deleteEventsOf, forgetActs, type NewEvent } from './store.ts';

/** Hears what happens to conversations beside their arrival: their status or team is another one. In the transaction of the news. */
export async function hearChanges(
  app: App,
  news: readonly ConversationNews[],
  wanted: ReadonlySet<Trigger>,
): Promise<void> {
  const gone = news.filter(({ after }) => after === null).map(({ conversationId }) => conversationId);
  if (gone.length > 0) await deleteEventsOf(app, gone);
  await forgetActs(app, [...new Set(news.filter(isByPeople).map(({ conversationId }) => conversationId))]);
  const events: NewEvent[] = [];
  for (const piece of news) {
    const changes = changesOf(piece).filter(({ trigger }) => wanted.has(trigger));
    if (changes.length === 0) continue;
    const { conversationId, by } = piece;
    const cause = isRule(by) ? await causeOf(app, by, [conversationId]) : NO_CAUSE;
    for (const change of changes)
      events.push({ ...change, ...cause, conversationId, key: `news:${piece.seq}:${change.trigger}` });
  }
  await hearEvents(app, events);
}

function changesOf({ kind, before, after }: ConversationNews): Pick<NewEvent, 'trigger' | 'facts'>[] {
  if (kind !== 'changed' || !before || !after) return [];
  const changes: Pick<NewEvent, 'trigger' | 'facts'>[] = [];
  if (before.status !== after.status)
    changes.push({
      trigger: 'status',
      facts: { 'status.before': before.status, status: after.status },
    });
  // News of before there were teams say nothing of them.
  if (before.teamId !== undefined && after.teamId !== undefined && before.teamId !== after.teamId)
    changes.push({ trigger: 'team', facts: { 'team.before': before.teamId, team: after.teamId } });
  return changes;
}

/** The customer wrote, or somebody worked on it. */
function isByPeople({ kind, by }: ConversationNews): boolean {
  return kind === 'opened' || kind === 'received' || by?.startsWith('user_') === true;
}
