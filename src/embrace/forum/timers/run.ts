import { type App, systemActor } from '#platform/app/index.ts';
import { staffDoer } from '../doer.ts';
import { changeThread } from '../talk/threads.ts';
import { dueOf } from './domain.ts';
import { takeTimed } from './store.ts';

export const TIMERS_JOB = 'forum.timers';
const AT_ONCE = 50;

/** Closes and opens threads whose time has come, each once, as a moderator does; answers how many. What a process leaves behind the next one does. */
export async function runTimers(app: App): Promise<number> {
  let done = 0;
  for (let count = AT_ONCE; count === AT_ONCE; done += count)
    count = await app.db.transaction(async () => {
      const threads = await takeTimed(app, AT_ONCE);
      const now = await app.db.now();
      // One that somebody changed in the moment before it was locked may have another time now.
      const due = threads.map((thread) => ({ id: thread.id, deed: dueOf(thread, now) }));
      for (const { id, deed } of due)
        if (deed !== null)
          await changeThread(app, staffDoer(systemActor), id, { isClosed: deed === 'close' });
      return threads.length;
    });
  return done;
}
