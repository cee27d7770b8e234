import { firstIdAt } from '#listen/posts/index.ts';
import { createStage, type Stage } from '../../topics/testing/stage.ts';
import type { TestApp } from '../../../../test/helpers/app.ts';
import { Watcher } from '../watch/watcher.ts';

export interface AlertStage extends Stage {
  watcher: Watcher;
  /** The minute that is passing now, by the database. */
  now(): Promise<number>;
  /** Gives a topic posts without words: so many in each of the minutes (from now, so negative). */
  fill(topicId: string, from: number, to: number, postsAt: (minute: number) => number): Promise<void>;
  /** The last look was so many minutes ago. */
  lastLook(minutesAgo: number): Promise<void>;
}

/** Topics with a past that is made up minute by minute. */
export async function createAlertStage(test?: TestApp): Promise<AlertStage> {
  const stage = await createStage(test);
  const { app } = stage;
  let made = 0;
  const now = async () => {
    const [row] = await app.db.query<{ minute: number }>(
      'select floor(extract(epoch from now()) / 60)::int as minute',
    );
    return row!.minute;
  };
  return {
    ...stage,
    watcher: new Watcher(),
    now,
    async fill(topicId, from, to, postsAt) {
      const present = await now();
      const ids: string[] = [];
      for (let minute = from; minute < to; minute++)
        for (let post = postsAt(minute); post > 0; post--)
          ids.push(
            `${firstIdAt(new Date((present + minute) * 60_000))}${String((made += 1)).padStart(16, '0')}`,
          );
      await app.db.query('insert into post_topics (post_id, topic_id) select unnest($1::text[]), $2', [
        ids,
        topicId,
      ]);
    },
    async lastLook(minutesAgo) {
      await app.db.query(
        'insert into alert_clock (minute) values ($1) on conflict (is_only) do update set minute = excluded.minute',
        [(await now()) - minutesAgo],
      );
    },
  };
}
