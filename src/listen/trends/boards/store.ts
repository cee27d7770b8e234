import type { App } from '#platform/app/index.ts';
import { textArray } from '#platform/db/index.ts';
import type { BoardInput, MarkInput, MarkView } from './schema.ts';

export interface BoardRow {
  id: string;
  owner_id: string;
  name: string;
  is_shared: boolean;
  panels: BoardInput['panels'];
  holidays: string[];
  updated_at: Date;
}

/** One's own and those that are shared, oldest first. */
export async function selectBoards(app: App, userId: string): Promise<BoardRow[]> {
  return app.db.query<BoardRow>(
    'select * from trend_boards where owner_id = $1 or is_shared order by created_at, id',
    [userId],
  );
}

export async function insertBoard(app: App, id: string, ownerId: string, board: BoardInput): Promise<void> {
  await app.db.query(
    'insert into trend_boards (id, owner_id, name, is_shared, panels, holidays) values ($1, $2, $3, $4, $5, $6)',
    [id, ownerId, ...valuesOf(board)],
  );
}

/** Changes a board of this owner; false where there is none. */
export async function updateBoard(
  app: App,
  id: string,
  ownerId: string,
  board: BoardInput,
): Promise<boolean> {
  const rows = await app.db.query(
    `update trend_boards set name = $3, is_shared = $4, panels = $5, holidays = $6, updated_at = now()
      where id = $1 and owner_id = $2 returning id`,
    [id, ownerId, ...valuesOf(board)],
  );
  return rows.length > 0;
}

function valuesOf({ name, isShared, panels, holidays }: BoardInput): unknown[] {
  return [name, isShared, JSON.stringify(panels), textArray(holidays)];
}

export async function deleteBoard(app: App, id: string, ownerId: string): Promise<boolean> {
  const rows = await app.db.query('delete from trend_boards where id = $1 and owner_id = $2 returning id', [
    id,
    ownerId,
  ]);
  return rows.length > 0;
}

/** Marks by their day. */
export async function selectMarks(app: App): Promise<MarkView[]> {
  return app.db.query<MarkView>(
    'select id, day::text as day, name from trend_marks order by day desc, id limit 500',
  );
}

export async function insertMark(app: App, id: string, mark: MarkInput, userId: string): Promise<void> {
  await app.db.query('insert into trend_marks (id, day, name, created_by) values ($1, $2, $3, $4)', [
    id,
    mark.day,
    mark.name,
    userId,
  ]);
}

export async function deleteMark(app: App, id: string): Promise<string | undefined> {
  const [row] = await app.db.query<{ name: string }>('delete from trend_marks where id = $1 returning name', [
    id,
  ]);
  return row?.name;
}
