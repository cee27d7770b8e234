import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newId } from '#platform/ids/index.ts';
import { slugOf } from '#lib/slugs/index.ts';
import { maySee, type Reader } from '../domain.ts';
import { ideaErrors } from '../errors.ts';
import type { BoardInput } from '../schema.ts';
import {
  type BoardRow,
  deleteBoard,
  replaceChosen,
  selectBoards,
  selectBoardsOf,
  selectChosen,
  upsertBoard,
} from './boards-store.ts';
import { ideasChanged, knownBoards } from './listed.ts';

export { ANYBODY } from '../domain.ts';
export type { BoardRow } from './boards-store.ts';
export const readBoards = selectBoards;
export { countOpenIdeas } from './boards-store.ts';

/** Somebody as a reader of boards; `memberId` null: anybody. */
export async function readerOf(
  app: App,
  { memberId, isStaff }: { memberId: string | null; isStaff: boolean },
): Promise<Reader> {
  const boards = memberId === null ? [] : await selectBoardsOf(app, memberId);
  return { memberId, isStaff, boards: new Set(boards) };
}

export const STAFF: Reader = { memberId: null, isStaff: true, boards: new Set() };

/** Boards that somebody may see, in their order. */
export async function visibleBoards(app: App, who: Reader): Promise<BoardRow[]> {
  return (await knownBoards(app)).filter((board) => maySee(board, who));
}

/** Members who are on boards of chosen members, by board. */
export async function chosenMembers(app: App, boardIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = Map.groupBy(await selectChosen(app, boardIds), ({ boardId }) => boardId);
  return new Map([...rows].map(([id, held]) => [id, held.map(({ memberId }) => memberId)]));
}

/** Adds a board, or changes one. Throws `idea.board_taken`, `idea.no_board`. */
export async function saveBoard(app: App, actor: Actor, input: BoardInput, id?: string): Promise<BoardRow> {
  const { memberIds, ...rest } = input;
  const row = {
    ...rest,
    id: id ?? newId('ibo'),
    slug: slugOf(input.slug === '' ? input.name : input.slug, 'board'),
  };
  return app.db.transaction(async () => {
    const isKnown = (await selectBoards(app)).some((board) => board.id === row.id);
    if (id !== undefined && !isKnown) throw ideaErrors('idea.no_board', { id });
    const isSaved = await upsertBoard(app, row).catch((error: unknown) => {
      if ((error as { code?: string }).code === '23505') return false;
      throw error;
    });
    if (!isSaved) throw ideaErrors('idea.board_taken', { slug: row.slug });
    await replaceChosen(app, row.id, input.whoSees === 'chosen' ? [...new Set(memberIds)] : []);
    await audit(app, actor, {
      action: id === undefined ? 'idea_board.added' : 'idea_board.changed',
      subject: row.id,
      detail: { name: row.name, whoSees: row.whoSees },
    });
    await ideasChanged(app);
    return (await selectBoards(app)).find((board) => board.id === row.id)!;
  });
}

/** Removes a board that has no ideas. Throws `idea.board_used`, `idea.no_board`. */
export async function removeBoard(app: App, actor: Actor, id: string): Promise<void> {
  await app.db.transaction(async () => {
    const board = (await selectBoards(app)).find((one) => one.id === id);
    if (!board) throw ideaErrors('idea.no_board', { id });
    if (!(await deleteBoard(app, id))) throw ideaErrors('idea.board_used');
    await audit(app, actor, { action: 'idea_board.removed', subject: id, detail: { name: board.name } });
    await ideasChanged(app);
  });
}
