import type { Actor, App } from '#platform/app/index.ts';
import { addMark, listMarks, removeMark } from '#listen/trends/index.ts';

const NAME = 'Core network down';
/** The story ends when it is told; its outage begins so many hours before. */
const HOURS_AGO = 83;

/** Marks the outage on the charts, as somebody of the company would. */
export async function markOutage(app: App, actor: Actor): Promise<void> {
  const day = new Date(app.clock.now().getTime() - HOURS_AGO * 3_600_000).toISOString().slice(0, 10);
  await addMark(app, actor, { day, name: NAME });
}

/** Takes the mark off again, when the sample company leaves. */
export async function unmarkOutage(app: App, actor: Actor): Promise<void> {
  for (const { id, name } of await listMarks(app)) if (name === NAME) await removeMark(app, actor, id);
}
