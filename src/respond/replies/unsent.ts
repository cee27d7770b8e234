import type { App } from '#platform/app/index.ts';

/** Of these owners of files, the replies that may still leave, with their files as they were approved: also planned ones, and what failed and may be tried again. */
export async function unsentOwners(app: App, owners: readonly string[]): Promise<Set<string>> {
  const unsent = await app.db.query<{ owner: string }>(
    `select owner from unnest($1::text[]) as o (owner) where starts_with(owner, 'scheduled:')
        or exists (select from replies r where owner = 'reply:' || r.id and r.state not in ('sent', 'cancelled'))`,
    [owners],
  );
  return new Set(unsent.map(({ owner }) => owner));
}
