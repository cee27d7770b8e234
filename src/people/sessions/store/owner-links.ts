import type { App } from '#platform/app/index.ts';

export interface SealedLink {
  tokenHash: string;
  /** The token, sealed with the installation's key. */
  sealed: string;
}

/** Prolongs the link that is valid, else stores the fresh one; resolves with the sealed token that counts. One statement, so that processes that start together agree. */
export async function keepOwnerLink(app: App, fresh: SealedLink, hours: number): Promise<string> {
  const [row] = await app.db.query<{ sealed: string }>(
    `insert into owner_links as kept (token_hash, sealed, expires_at) values ($1, $2, now() + make_interval(hours => $3))
     on conflict (is_only) do update set
       token_hash = case when kept.expires_at > now() and kept.sealed is not null then kept.token_hash else excluded.token_hash end,
       sealed = case when kept.expires_at > now() and kept.sealed is not null then kept.sealed else excluded.sealed end,
       expires_at = excluded.expires_at
     returning sealed`,
    [fresh.tokenHash, fresh.sealed, hours],
  );
  return row!.sealed;
}

export async function replaceOwnerLink(app: App, fresh: SealedLink, hours: number): Promise<void> {
  await app.db.query(
    `update owner_links set token_hash = $1, sealed = $2, expires_at = now() + make_interval(hours => $3)`,
    [fresh.tokenHash, fresh.sealed, hours],
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
