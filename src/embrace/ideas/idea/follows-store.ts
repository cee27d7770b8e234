import type { App } from '#platform/app/index.ts';

/** `isOnlyNew`: who said before that he does not want to hear stays as he is. */
export async function setFollow(
  app: App,
  ideaId: string,
  memberId: string,
  { isOn, isOnlyNew = false }: { isOn: boolean; isOnlyNew?: boolean },
): Promise<void> {
  await app.db.query(
    `insert into idea_follows (idea_id, member_id, is_on) values ($1, $2, $3)
     on conflict (idea_id, member_id) do update set is_on = excluded.is_on, at = now() where not $4`,
    [ideaId, memberId, isOn, isOnlyNew],
  );
}

/**
 * Who hears of an idea: its author, who voted for it or for what was merged into it, and who follows it; nobody who said he does not want
 * to. `accounts`: of customers for whom a colleague voted, or of whose posts it was made.
 */
export async function selectWatchers(
  app: App,
  rootId: string,
): Promise<{ members: string[]; accounts: string[] }> {
  const rows = await app.db.query<{ id: string; isMember: boolean }>(
    `with tree as (select id, author_id, origin_account_id from ideas where root_id = $1),
       votes as (select member_id, account_id from idea_votes where root_id = $1 and kind = 'vote')
     select id, true as "isMember" from (
       select member_id as id from votes where member_id is not null
       union select author_id from tree where author_id is not null
       union select f.member_id from idea_follows f join tree t on t.id = f.idea_id where f.is_on) w
      where not exists (select from idea_follows f join tree t on t.id = f.idea_id where f.member_id = w.id and not f.is_on
        and not exists (select from idea_follows o where o.idea_id = $1 and o.member_id = w.id and o.is_on))
     union all select id, false from (
       select account_id as id from votes where member_id is null
       union select origin_account_id from tree where origin_account_id is not null) a
      order by 1`,
    [rootId],
  );
  const idsOf = (isMember: boolean) => rows.flatMap((row) => (row.isMember === isMember ? row.id : []));
  return { members: idsOf(true), accounts: idsOf(false) };
}

/** Which of these members said that they do not want to hear of an idea, nor of what was merged into it. */
export async function selectDeaf(app: App, rootId: string, ids: readonly string[]): Promise<Set<string>> {
  const rows = await app.db.query<{ id: string }>(
    `select distinct f.member_id as id from idea_follows f join ideas i on i.id = f.idea_id
      where i.root_id = $1 and f.member_id = any($2) and not f.is_on`,
    [rootId, ids],
  );
  return new Set(rows.map(({ id }) => id));
}
