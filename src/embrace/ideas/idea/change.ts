import type { App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { holdMember } from '#people/members/index.ts';
import type { Doer } from '#embrace/forum/index.ts';
import { maySee, type Reader } from '../domain.ts';
import { ideaErrors } from '../errors.ts';
import { type BoardRow, readBoards, readerOf } from './boards.ts';
import { tellIdeaChanged } from './listed.ts';
import { beginLock, endLock, type IdeaRow, lockIdeas, lockMaking, selectIdeas } from './store.ts';
import '../events.ts';

export interface Locked {
  /** The idea itself, merged or not. */
  idea: IdeaRow;
  /** Where it counts; locked until the ambient transaction ends. */
  root: IdeaRow;
  board: BoardRow;
}

const TURNS = 5;

/**
 * An idea with what it counts for, which nobody else changes until the ambient transaction ends. Whatever is counted is counted under
 * this lock. Throws `idea.not_found`.
 */
export async function lockRoot(app: App, doer: Doer, id: string): Promise<Locked> {
  const who = await readerOf(app, doer);
  const boards = await readBoards(app);
  for (let turn = 0; turn < TURNS; turn++) {
    const [before] = await selectIdeas(app, [id]);
    if (!before) break;
    await beginLock(app);
    const [root] = await lockIdeas(app, [before.rootId]);
    const [idea] = await selectIdeas(app, [id]);
    const isRoot = root !== undefined && root.id === idea?.rootId && root.rootId === root.id;
    // Merged or taken apart by somebody who was faster: look again, and hold nothing meanwhile that a merge may wait for.
    await endLock(app, isRoot);
    if (isRoot) return { idea: idea!, root, board: mustSee(root, boards, who) };
  }
  throw ideaErrors('idea.not_found', { id });
}

/**
 * Where several ideas count, in the order of their ids; nothing is merged or taken apart until the ambient transaction ends. Whoever needs
 * more than one idea locks them here, before any other: roots by their ids, and what was merged only after its root, so that nobody waits in
 * a circle. Throws `idea.not_found`.
 */
export async function lockRoots(app: App, ids: readonly string[]): Promise<IdeaRow[]> {
  await lockMaking(app, 'merge');
  const rows = await selectIdeas(app, ids);
  const missing = ids.find((id) => !rows.some((row) => row.id === id));
  if (missing !== undefined) throw ideaErrors('idea.not_found', { id: missing });
  return lockIdeas(app, [...new Set(rows.map(({ rootId }) => rootId))]);
}

/** The board of an idea that somebody may see. Throws `idea.not_found`. */
function mustSee(idea: IdeaRow, boards: readonly BoardRow[], who: Reader): BoardRow {
  const board = boards.find((one) => one.id === idea.boardId);
  if (!board || !maySee(board, who) || (idea.deletedAt !== null && !who.isStaff))
    throw ideaErrors('idea.not_found', { id: idea.id });
  return board;
}

export function mustBeAllowed(isAllowed: boolean): void {
  if (!isAllowed) throw ideaErrors('idea.may_not');
}

/** Before an idea is locked, as an erasure does: who goes in this moment leaves nothing behind. Throws `idea.may_not` where he is gone. */
export async function mustBeHere(app: App, memberId: string | null): Promise<void> {
  mustBeAllowed(memberId === null || (await holdMember(app, memberId)));
}

/** What leaves an idea where it stands in lists, roadmap and changelog. */
const COUNTS: ReadonlySet<string> = new Set([
  'idea.voted',
  'idea.voted_for',
  'idea.vote_taken',
  'idea.vote_removed',
  'idea.reason_given',
  'idea.reason_hidden',
  'idea.reason_restored',
  'idea.thanked',
  'idea.thanks_taken',
  'idea.followed',
  'idea.unfollowed',
  'idea.commented',
]);

/** Writes a change of an idea down and tells every process, in the ambient transaction. */
export async function ideaChanged(
  app: App,
  doer: Pick<Doer, 'actor'>,
  ideaId: string,
  change: { action: string; subject?: string; detail?: Record<string, unknown> },
): Promise<void> {
  const { action, subject = ideaId, detail = {} } = change;
  await audit(app, doer.actor, { action, subject, detail });
  await tellIdeaChanged(app, ideaId, COUNTS.has(action));
}
