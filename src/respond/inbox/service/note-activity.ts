import type { Actor, App } from '#platform/app/index.ts';
import { insertActivities } from '../store/records.ts';
import { announce } from './announce.ts';

/** Writes a line into a conversation's history, in the ambient transaction; `domain/history.ts` has its words. */
export async function noteActivity(
  app: App,
  actor: Pick<Actor, 'id' | 'name'>,
  line: { conversationId: string; action: string; detail?: Record<string, unknown> },
): Promise<void> {
  await insertActivities(app, [{ ...line, actor }]);
  await announce(app, [line.conversationId]);
}
