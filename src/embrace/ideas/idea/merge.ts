import type { App } from '#platform/app/index.ts';
import { newId } from '#platform/ids/index.ts';
import type { Doer } from '#embrace/forum/index.ts';
import type { Status } from '../domain.ts';
import { ideaErrors } from '../errors.ts';
import { ideaChanged, lockRoots, mustBeAllowed } from './change.ts';
import { tellChanged } from './hooks.ts';
import { tellIdeaChanged } from './listed.ts';
import { tellWatchers } from './news.ts';
import { type IdeaRow, insertStatus, selectIdeas, updateIdea } from './store.ts';
import { countingOf, settle } from './votes.ts';
import { insertMerge, markUndone, moveRoot, selectMerge, selectTree, selectVotes } from './votes-store.ts';

export interface MergePreview {
  from: IdeaRow;
  into: IdeaRow;
  /** Persons who wish it then, and those who had voted for both. */
  votes: number;
  both: number;
  thanks: number;
  comments: number;
}

/** What a merge would make; changes nothing. Throws as `mergeIdeas` does. */
export async function previewMerge(app: App, fromId: string, intoId: string): Promise<MergePreview> {
  const { from, into } = await mustFit(app, fromId, intoId);
  const together = async (kind: 'vote' | 'thanks') => {
    const rows = [...(await selectVotes(app, from.id, kind)), ...(await selectVotes(app, into.id, kind))];
    return (await countingOf(app, rows)).size;
  };
  const votes = await together('vote');
  return {
    from,
    into,
    votes: votes + from.votesBefore + into.votesBefore,
    both: from.votes + into.votes - votes,
    thanks: await together('thanks'),
    comments: from.comments + into.comments,
  };
}

async function mustFit(app: App, fromId: string, intoId: string): Promise<{ from: IdeaRow; into: IdeaRow }> {
  if (fromId === intoId) throw ideaErrors('idea.same');
  const rows = await selectIdeas(app, [fromId, intoId]);
  const of = (id: string) => {
    const row = rows.find((one) => one.id === id && one.deletedAt === null);
    if (!row) throw ideaErrors('idea.not_found', { id });
    if (row.mergedInto !== null) throw ideaErrors('idea.merged');
    return row;
  };
  return { from: of(fromId), into: of(intoId) };
}

/**
 * Puts an idea into another one that says the same: its votes, thanks and comments count there, of each person once, and its address
 * leads there. Throws `idea.same`, `idea.merged`, `idea.not_found`.
 */
export async function mergeIdeas(app: App, doer: Doer, fromId: string, intoId: string): Promise<string> {
  mustBeAllowed(doer.isStaff);
  return app.db.transaction(async () => {
    await lockRoots(app, [fromId, intoId]);
    const { from, into } = await mustFit(app, fromId, intoId);
    const id = newId('img');
    const now = await app.db.now();
    await insertMerge(app, {
      id,
      ideaId: from.id,
      intoId: into.id,
      statusBefore: from.status,
      statusAtBefore: from.statusAt,
      byName: doer.name,
    });
    // Before they are the other idea's: afterwards nobody knows whose watchers they were.
    const gone = { ...from, status: 'duplicate' as const, statusAt: now, mergedInto: into.id };
    await tellWatchers(app, doer, gone, { kind: 'idea.status', key: id });
    await moveRoot(app, await selectTree(app, from.id), into.id);
    await updateIdea(app, gone);
    await noteStatus(app, doer, from.id, 'duplicate');
    await settle(app, from.id);
    await settle(app, into.id);
    await tellChanged(app, gone, { before: from.status, reason: into.title });
    await ideaChanged(app, doer, from.id, { action: 'idea.merged', detail: { into: into.id, merge: id } });
    await tellIdeaChanged(app, into.id);
    return id;
  });
}

/** Without the other idea's title: who reads the history of one may not see the other. */
async function noteStatus(app: App, doer: Doer, ideaId: string, status: Status): Promise<void> {
  const by = { byId: doer.actor.id, byName: doer.name };
  await insertStatus(app, ideaId, { id: newId('ist'), status, reason: '', quarter: null, ...by, at: null });
}

/**
 * Takes a merge back: everything that was given to the idea, and to what had been merged into it, counts for it again, and nothing
 * else. What people took back meanwhile stays taken back. Throws `idea.no_merge`.
 */
export async function undoMerge(app: App, doer: Doer, mergeId: string): Promise<string> {
  mustBeAllowed(doer.isStaff);
  return app.db.transaction(async () => {
    const merge = await selectMerge(app, mergeId);
    const [root] = merge ? await lockRoots(app, [merge.ideaId]) : [];
    const [idea] = merge ? await selectIdeas(app, [merge.ideaId]) : [];
    // Taken apart or merged anew meanwhile: who asked saw something else.
    const stands = merge && root && idea?.mergedInto === merge.intoId && (await markUndone(app, mergeId));
    if (!stands) throw ideaErrors('idea.no_merge');
    await moveRoot(app, await selectTree(app, idea.id), idea.id);
    const status = merge.statusBefore as Status;
    await updateIdea(app, { ...idea, status, statusAt: merge.statusAtBefore, mergedInto: null });
    await noteStatus(app, doer, idea.id, status);
    await settle(app, idea.id);
    await settle(app, root.id);
    await tellChanged(app, { ...idea, status, mergedInto: null }, { before: 'duplicate', reason: '' });
    await ideaChanged(app, doer, idea.id, {
      action: 'idea.unmerged',
      detail: { from: root.id, merge: mergeId },
    });
    await tellIdeaChanged(app, root.id);
    return idea.id;
  });
}
