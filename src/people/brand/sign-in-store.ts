import type { App } from '#platform/app/index.ts';

/** Keeps what somebody takes along to a provider, for so many minutes. */
export async function keepSignIn(
  app: App,
  {
    stateHash,
    userId,
    sealed,
    minutes,
  }: { stateHash: string; userId: string; sealed: string; minutes: number },
): Promise<void> {
  await app.db.query('delete from brand_sign_ins where expires_at < now()');
  await app.db.query(
    'insert into brand_sign_ins (state_hash, user_id, sealed, expires_at) values ($1, $2, $3, now() + make_interval(mins => $4))',
    [stateHash, userId, sealed, minutes],
  );
}

/** What was kept, once, for whoever began it. */
export async function takeSignIn(app: App, stateHash: string, userId: string): Promise<string | undefined> {
  const [row] = await app.db.query<{ sealed: string }>(
    'delete from brand_sign_ins where state_hash = $1 and user_id = $2 and expires_at > now() returning sealed',
    [stateHash, userId],
  );
  return row?.sealed;
}
