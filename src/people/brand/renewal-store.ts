import type { App } from '#platform/app/index.ts';

/** The sealed credentials for whoever may renew them now; `busy` while somebody else does; undefined when the account is gone. */
export async function takeRenewal(
  app: App,
  id: string,
  by: string,
  seconds: number,
): Promise<{ sealed: string } | 'busy' | undefined> {
  const [taken] = await app.db.query<{ sealed: string }>(
    `update brand_accounts set renewing_by = $2, renewing_until = clock_timestamp() + make_interval(secs => $3)
      where id = $1 and (renewing_until is null or renewing_until < clock_timestamp()) returning credentials as sealed`,
    [id, by, seconds],
  );
  if (taken) return taken;
  const rows = await app.db.query('select 1 from brand_accounts where id = $1', [id]);
  return rows.length === 0 ? undefined : 'busy';
}

/** Keeps what was renewed. False when the turn was over, or the account was connected anew meanwhile: what is stored is newer. */
export async function keepRenewed(app: App, id: string, by: string, sealed: string): Promise<boolean> {
  const rows = await app.db.query(
    'update brand_accounts set credentials = $3 where id = $1 and renewing_by = $2 returning id',
    [id, by, sealed],
  );
  return rows.length === 1;
}

export async function endRenewal(app: App, id: string, by: string): Promise<void> {
  await app.db.query(
    'update brand_accounts set renewing_by = null, renewing_until = null where id = $1 and renewing_by = $2',
    [id, by],
  );
}
