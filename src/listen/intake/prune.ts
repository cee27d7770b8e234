import type { App } from '#platform/app/index.ts';
import { pruneMarks } from './marks-store.ts';
import { pruneReplays } from './replays/replays-store.ts';
import { pruneMinutes, pruneRefusals } from './store.ts';

/** Hours in which a post may come after its delete; the marks of a busy day never grow beyond `most`. */
const MARKS = { hours: 24, most: 1_000_000 };
const MINUTES_DAYS = 14;
const REFUSALS = { days: 30, most: 50_000 };

/** Forgets what is only of use for a while: marks of deletes, counts by minute, payloads kept aside. */
export async function prune(app: App): Promise<void> {
  const count = await pruneMarks(app, MARKS.hours, MARKS.most);
  await pruneMinutes(app, MINUTES_DAYS);
  await pruneRefusals(app, REFUSALS.days, REFUSALS.most);
  await pruneReplays(app, REFUSALS.days);
  if (count > 0) app.log.debug({ count }, 'marks of deleted posts were forgotten');
}
