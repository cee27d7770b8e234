import type { App } from '#platform/app/index.ts';
import { type DayCount, putDay, putPeople } from '../store.ts';

/** So many people in each place on a day, nobody of whom wrote on another day. */
export async function tellDay(
  app: App,
  needId: string,
  day: string,
  counts: readonly DayCount[],
): Promise<void> {
  const writers = counts.flatMap(({ people, ...place }, at) =>
    Array.from({ length: people }, (_, number) => [`${day} ${at} ${number}`, place] as const),
  );
  await app.db.transaction(async () => {
    await putDay(app, needId, day, counts);
    await putPeople(app, needId, day, new Map(writers));
  });
}
