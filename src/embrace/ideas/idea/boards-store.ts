import type { App } from '#platform/app/index.ts';
import type { WhoSees } from '../domain.ts';

export interface BoardRow {
  id: string;
  slug: string;
  name: string;
  text: string;
  position: number;
  whoSees: WhoSees;
  isArchived: boolean;
}

export async function selectBoards(app: App): Promise<BoardRow[]> {
  return app.db.query<BoardRow>(
    `select b.id, b.slug, b.name, b.text, b.position, b.who_sees as "whoSees", b.is_archived as "isArchived"
      from idea_boards b order by b.position, b.id`,
  );
}

/** Ideas of each board that can be read and have not ended. */
export async function countOpenIdeas(app: App): Promise<Map<string, number>> {
  const rows = await app.db.query<{ id: string; count: number }>(
    `select board_id as id, count(*)::int as count from ideas
      where deleted_at is null and status not in ('shipped', 'declined', 'duplicate') group by board_id`,
  );
  return new Map(rows.map(({ id, count }) => [id, count]));
}

/** Answers false where another board has the address. */
export async function upsertBoard(app: App, row: BoardRow): Promise<boolean> {
  const rows = await app.db.query(
    `insert into idea_boards (id, slug, name, text, position, who_sees, is_archived) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (id) do update set slug = excluded.slug, name = excluded.name, text = excluded.text, position = excluded.position,
       who_sees = excluded.who_sees, is_archived = excluded.is_archived
      where not exists (select from idea_boards o where o.slug = excluded.slug and o.id <> excluded.id) returning id`,
    [row.id, row.slug, row.name, row.text, row.position, row.whoSees, row.isArchived],
  );
  return rows.length > 0;
}

/** Answers false where it has ideas. */
export async function deleteBoard(app: App, id: string): Promise<boolean> {
  const rows = await app.db.query(
    'delete from idea_boards b where b.id = $1 and not exists (select from ideas i where i.board_id = b.id) returning b.id',
    [id],
  );
  return rows.length > 0;
}

export async function replaceChosen(app: App, boardId: string, memberIds: readonly string[]): Promise<void> {
  await app.db.query('delete from idea_board_members where board_id = $1 and not member_id = any($2)', [
    boardId,
    memberIds,
  ]);
  await app.db.query(
    'insert into idea_board_members (board_id, member_id) select $1, unnest($2::text[]) on conflict do nothing',
    [boardId, memberIds],
  );
}

export async function selectChosen(
  app: App,
  boardIds: readonly string[],
): Promise<{ boardId: string; memberId: string }[]> {
  return app.db.query(
    'select board_id as "boardId", member_id as "memberId" from idea_board_members where board_id = any($1) order by 1, 2',
    [boardIds],
  );
}

export async function selectBoardsOf(app: App, memberId: string): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    'select board_id as id from idea_board_members where member_id = $1',
    [memberId],
  );
  return rows.map(({ id }) => id);
}
