import type { App } from '#platform/app/index.ts';

/** Cases of these accounts, each with the account; those that were merged or deleted are left out. At most 200 of an account. */
export function selectCasesOfAccounts(
  app: App,
  accountIds: readonly string[],
): Promise<{ id: string; accountId: string; isOpen: boolean }[]> {
  return app.db.query(
    `select c.id, a.id as "accountId", c.status in ('open', 'waiting') as "isOpen"
       from unnest($1::text[]) as a (id) cross join lateral (
         select id, status from cases where facets @> array['p:' || a.id] and merged_into is null and deleted_at is null limit 200) c`,
    [accountIds],
  );
}
