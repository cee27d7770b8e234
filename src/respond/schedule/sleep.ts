import { type Actor, type App } from '#platform/app/index.ts';
import { restoreAfterCancel } from '#respond/inbox/index.ts';
import type { ScheduledRow } from './store.ts';

/** The conversation is again what it was before it slept because of this reply; what others changed since stays. */
export async function takeSnoozeBack(app: App, actor: Actor, { undoId }: ScheduledRow): Promise<void> {
  if (undoId !== null) await restoreAfterCancel(app, actor, undoId);
}
