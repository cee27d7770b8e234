import type { App } from '#platform/app/index.ts';

/** Which of these posts the team has decided about. */
export async function selectDecided(app: App, postIds: readonly string[]): Promise<Set<string>> {
  const rows = await app.db.query<{ id: string }>(
    'select post_id as id from idea_suggestions where post_id = any($1)',
    [postIds],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Notes what was decided; who decided first counts. Answers the posts that nobody had decided about. */
export async function insertDecided(
  app: App,
  postIds: readonly string[],
  { ideaId, byName }: { ideaId: string | null; byName: string },
): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    `insert into idea_suggestions (post_id, idea_id, by_name) select id, $2, $3 from unnest($1::text[]) as p (id) order by id
     on conflict do nothing returning post_id as id`,
    [postIds, ideaId, byName],
  );
  return rows.map(({ id }) => id);
}

/** What was put aside comes back; what was adopted stays. */
export async function deleteDismissed(app: App, postIds: readonly string[]): Promise<number> {
  const rows = await app.db.query(
    'delete from idea_suggestions where post_id = any($1) and idea_id is null returning post_id',
    [postIds],
  );
  return rows.length;
}
