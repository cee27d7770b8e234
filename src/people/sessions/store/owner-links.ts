import type { App } from '#platform/app/index.ts';

export async function replaceOwnerLink(app: App, tokenHash: string, hours: number): Promise<void> {
  await app.db.query(
    `insert into owner_links (token_hash, expires_at) values ($1, now() + make_interval(hours => $2))
     on conflict (is_only) do update set token_hash = excluded.token_hash, expires_at = excluded.expires_at`,
    [tokenHash, hours],
  );
}

/** Uses the link up; false when it is not this one, has expired or somebody was faster. */
export async function useOwnerLink(app: App, tokenHash: string): Promise<boolean> {
  const used = await app.db.query(
    'delete from owner_links where token_hash = $1 and expires_at > now() returning is_only',
    [tokenHash],
  );
  return used.length > 0;
}
