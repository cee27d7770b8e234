import type { App } from '#platform/app/index.ts';

/** Counts one attempt; resolves with the attempts in the current window and the seconds until it ends. */
export async function countAttempt(
  app: App,
  key: string,
  windowSeconds: number,
): Promise<{ count: number; secondsLeft: number }> {
  const [row] = await app.db.query<{ count: number; secondsLeft: number }>(
    `insert into sign_in_limits as l (key, count, window_ends) values ($1, 1, now() + make_interval(secs => $2))
     on conflict (key) do update set
       count = case when l.window_ends <= now() then 1 else l.count + 1 end,
       window_ends = case when l.window_ends <= now() then excluded.window_ends else l.window_ends end
     returning count, ceil(extract(epoch from window_ends - now()))::int as "secondsLeft"`,
    [key, windowSeconds],
  );
  return row ?? { count: 1, secondsLeft: windowSeconds };
}

/** Takes one attempt back. */
export async function uncountAttempt(app: App, key: string): Promise<void> {
  await app.db.query('update sign_in_limits set count = greatest(count - 1, 0) where key = $1', [key]);
}

export async function forgetAttempts(app: App, key: string): Promise<void> {
  await app.db.query('delete from sign_in_limits where key = $1', [key]);
}
