import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newId } from '#platform/ids/index.ts';
import { users } from '#people/sessions/index.ts';
import { trendErrors } from '../errors.ts';
import type { BoardInput, BoardView, MarkInput, MarkView } from './schema.ts';
import {
  deleteBoard,
  deleteMark,
  insertBoard,
  insertMark,
  selectBoards,
  selectMarks,
  updateBoard,
} from './store.ts';

/** Dashboards of one's own and those that colleagues share. */
export async function listBoards(app: App, actor: Actor): Promise<BoardView[]> {
  const names = new Map((await users.list(app)).map((user) => [user.id, user.name]));
  return (await selectBoards(app, actor.id)).map((row) => ({
    id: row.id,
    name: row.name,
    isShared: row.is_shared,
    panels: row.panels,
    holidays: row.holidays,
    owner: { id: row.owner_id, name: names.get(row.owner_id) ?? '' },
    isMine: row.owner_id === actor.id,
    updatedAt: row.updated_at.toISOString(),
  }));
}

export async function addBoard(app: App, actor: Actor, board: BoardInput): Promise<BoardView> {
  const id = newId('board');
  await app.db.transaction(async () => {
    await insertBoard(app, id, actor.id, board);
    await audit(app, actor, { action: 'trend.board_added', subject: id, detail: told(board) });
  });
  return (await listBoards(app, actor)).find((one) => one.id === id)!;
}

/** Changes one's own dashboard. Throws `trend.no_board` for those of others, too. */
export async function changeBoard(app: App, actor: Actor, id: string, board: BoardInput): Promise<BoardView> {
  await app.db.transaction(async () => {
    if (!(await updateBoard(app, id, actor.id, board))) throw trendErrors('trend.no_board', { id });
    await audit(app, actor, { action: 'trend.board_changed', subject: id, detail: told(board) });
  });
  return (await listBoards(app, actor)).find((one) => one.id === id)!;
}

export async function removeBoard(app: App, actor: Actor, id: string): Promise<void> {
  await app.db.transaction(async () => {
    if (!(await deleteBoard(app, id, actor.id))) throw trendErrors('trend.no_board', { id });
    await audit(app, actor, { action: 'trend.board_removed', subject: id });
  });
}

function told({ name, isShared, panels }: BoardInput): Record<string, unknown> {
  return { name, isShared, panels: panels.length };
}

/** The company's own events, latest first. */
export const listMarks = (app: App): Promise<MarkView[]> => selectMarks(app);

export async function addMark(app: App, actor: Actor, mark: MarkInput): Promise<MarkView> {
  const id = newId('mark');
  await app.db.transaction(async () => {
    await insertMark(app, id, mark, actor.id);
    await audit(app, actor, { action: 'trend.mark_added', subject: id, detail: { ...mark } });
  });
  return { id, ...mark };
}

export async function removeMark(app: App, actor: Actor, id: string): Promise<void> {
  await app.db.transaction(async () => {
    const name = await deleteMark(app, id);
    if (name === undefined) throw trendErrors('trend.no_mark', { id });
    await audit(app, actor, { action: 'trend.mark_removed', subject: id, detail: { name } });
  });
}
