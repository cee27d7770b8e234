import type { App } from '#platform/app/index.ts';

/** All that ideas keep of a member, by what it is. */
export async function selectBelongings(app: App, memberId: string): Promise<Record<string, unknown[]>> {
  const of = (sql: string) => app.db.query<Record<string, unknown>>(sql, [memberId]);
  return {
    ideas: await of(
      `select id, title, markdown, status, created_at as "createdAt", deleted_at as "deletedAt" from ideas where author_id = $1 order by id`,
    ),
    votes: await of(
      `select idea_id as "ideaId", kind, reason, at from idea_votes where member_id = $1 order by at, id`,
    ),
    comments: await of(
      `select idea_id as "ideaId", markdown, created_at as "createdAt", deleted_at as "deletedAt" from idea_comments where author_id = $1 order by id`,
    ),
    follows: await of(
      `select idea_id as "ideaId", is_on as "isOn", at from idea_follows where member_id = $1 order by at`,
    ),
    boards: await of(`select board_id as "boardId" from idea_board_members where member_id = $1 order by 1`),
  };
}

/** Ideas that a member voted or thanked for, wrote, or commented: where they count. */
export async function selectTouched(app: App, memberId: string): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    `select root_id as id from idea_votes where member_id = $1 union select root_id from ideas where author_id = $1
     union select i.root_id from idea_comments c join ideas i on i.id = c.idea_id where c.author_id = $1 order by 1`,
    [memberId],
  );
  return rows.map(({ id }) => id);
}

/** Takes what was only the member's own, and his name; with `all` also his votes, comments, and the words of his ideas. */
export async function takeTraces(app: App, memberId: string, { all }: { all: boolean }): Promise<void> {
  await app.db.query('delete from idea_follows where member_id = $1', [memberId]);
  await app.db.query('delete from idea_board_members where member_id = $1', [memberId]);
  // What he is called stands with his account, which goes.
  await app.db.query('update idea_votes set account_id = null where member_id = $1', [memberId]);
  await app.db.query("update ideas set author_name = '', version = version + 1 where author_id = $1", [
    memberId,
  ]);
  await app.db.query("update idea_statuses set by_name = '' where by_id = $1", [memberId]);
  await app.db.query("update idea_comments set author_name = '' where author_id = $1", [memberId]);
  if (!all) return;
  await app.db.query('delete from idea_votes where member_id = $1', [memberId]);
  await app.db.query('delete from idea_comments where author_id = $1', [memberId]);
  await app.db.query(
    "update ideas set markdown = '', html = '', version = version + 1 where author_id = $1",
    [memberId],
  );
  // What others wished, too, keeps its title.
  await app.db.query(
    "update ideas set title = '…', slug = '-' where author_id = $1 and deleted_at is not null",
    [memberId],
  );
}

/** Ideas of a member for which nobody else cares: they go with him. */
export async function selectAlone(app: App, memberId: string): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    `select i.id from ideas i where i.author_id = $1 and i.deleted_at is null and i.status = 'open' and i.own_before = 0
       and not exists (select from idea_votes v where v.root_id = i.id and v.voter_id <> $1)
       and not exists (select from idea_comments c where c.idea_id = i.id and c.author_id is distinct from $1)
       and not exists (select from ideas o where o.merged_into = i.id) order by 1`,
    [memberId],
  );
  return rows.map(({ id }) => id);
}

export async function selectOwnIdeas(
  app: App,
  memberId: string,
): Promise<{ id: string; title: string; html: string; deletedAt: Date | null }[]> {
  return app.db.query(
    'select id, title, html, deleted_at as "deletedAt" from ideas where author_id = $1 order by id',
    [memberId],
  );
}
