import type { App } from '#platform/app/index.ts';
import { releaseFiles } from '#platform/files/index.ts';
import { deleteOf, deleteOver } from './store.ts';

const KEPT_DAYS = 30;

/** Forgets the words of what left or was cancelled a month ago; the reply itself is with its conversation. */
export async function tidySchedule(app: App): Promise<void> {
  await deleteOver(app, KEPT_DAYS);
}

/** Conversations go for good, in the ambient transaction: what was to leave in them does not. */
export async function forgetScheduled(app: App, conversationIds: readonly string[]): Promise<void> {
  const ids = await deleteOf(app, conversationIds);
  await releaseFiles(
    app,
    ids.map((id) => `scheduled:${id}`),
  );
}
