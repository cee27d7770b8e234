import type { App } from '#platform/app/index.ts';
import { newId } from '#platform/ids/index.ts';
import { accountsOfPersons, personKeyOf } from '#people/persons/index.ts';
import { readMembers } from '#people/members/index.ts';
import type { Doer } from '#embrace/forum/index.ts';
import { countFact, rightsOf } from '#embrace/trust/index.ts';
import { counting, isEnded, type VoteKind } from '../domain.ts';
import { ideaErrors } from '../errors.ts';
import { ideaChanged, lockRoot, lockRoots, mustBeAllowed, mustBeHere } from './change.ts';
import { lookedReason, reasonOf } from './reasons.ts';
import { countIdea, type IdeaRow, lockMember } from './store.ts';
import {
  countOpenVotes,
  deleteVote,
  deleteVotes,
  insertVote,
  selectOfPerson,
  selectRootsOf,
  selectVote,
  selectVotes,
  settleVotes,
  updateReason,
  type VoteRow,
} from './votes-store.ts';

/**
 * A member votes for an idea, and says why it matters to him; voting again changes only what he says. Throws `idea.not_found`,
 * `idea.ended`, `idea.no_votes_left`.
 */
export async function vote(app: App, doer: Doer, ideaId: string, reason: string): Promise<void> {
  const { memberId } = doer;
  if (memberId === null) throw ideaErrors('idea.may_not');
  const { ideaVotes: most } = await rightsOf(app, { id: memberId });
  await app.db.together(async () => {
    await lockMember(app, memberId);
    await mustBeHere(app, memberId);
    const { root, board } = await lockRoot(app, doer, ideaId);
    const accountId = await accountOf(app, memberId);
    const before = await ofPerson(app, root, 'vote', { memberId, accountId });
    const own = before.find((row) => row.voterId === memberId);
    if (own) {
      if (reasonOf(reason) !== '' && reasonOf(reason) !== own.reason)
        await changeReason(app, doer, root, own, reason);
      return;
    }
    mustBeAllowed(!board.isArchived);
    if (isEnded(root.status)) throw ideaErrors('idea.ended');
    if (before.length === 0 && (await countOpenVotes(app, memberId)) >= most)
      throw ideaErrors('idea.no_votes_left', { most });
    const id = newId('ivo');
    const said = await lookedReason(app, doer, { id, about: root.title, reason: reasonOf(reason) });
    const row = { ...NOBODY, id, kind: 'vote' as const, voterId: memberId, memberId, accountId, ...said };
    await enter(app, root, row, before.length > 0);
    await countFact(app, memberId, 'votes');
    await ideaChanged(app, doer, root.id, { action: 'idea.voted', detail: { hasReason: row.reason !== '' } });
  });
}

async function changeReason(
  app: App,
  doer: Doer,
  root: IdeaRow,
  own: VoteRow,
  reason: string,
): Promise<void> {
  const said = { id: own.id, about: root.title, reason: reasonOf(reason) };
  await updateReason(app, own.id, await lookedReason(app, doer, said));
  await countIdea(app, root.id, {});
  await ideaChanged(app, doer, root.id, { action: 'idea.reason_given' });
}

const NOBODY = {
  isReasonHidden: false,
  byId: null,
  byName: null,
  conversationId: null,
  caseId: null,
  postId: null,
  at: null,
};

/** The account by which a member may be joined to others of his own. */
async function accountOf(app: App, memberId: string): Promise<string | null> {
  return (await readMembers(app, [memberId])).get(memberId)?.accountId ?? null;
}

async function ofPerson(
  app: App,
  root: IdeaRow,
  kind: VoteKind,
  { memberId, accountId }: { memberId: string | null; accountId: string | null },
): Promise<VoteRow[]> {
  const accountIds =
    accountId === null ? [] : ((await accountsOfPersons(app, [accountId])).get(accountId) ?? [accountId]);
  return selectOfPerson(app, { rootIds: [root.id], kind, memberId, accountIds });
}

/** Adds to a locked idea. Where the same person has given something by another account, what counts is looked up anew. */
async function enter(
  app: App,
  root: IdeaRow,
  row: Omit<VoteRow, 'id' | 'ideaId' | 'rootId' | 'counts' | 'at'> & { id?: string; at: Date | null },
  isKnown: boolean,
): Promise<void> {
  // Given to what it was merged into: that is where the button stands.
  if (!(await insertVote(app, { ...row, id: row.id ?? newId('ivo'), ideaId: root.id, rootId: root.id })))
    throw ideaErrors('idea.voted');
  if (isKnown) await settle(app, root.id);
  else await countIdea(app, root.id, row.kind === 'vote' ? { votes: 1 } : { thanks: 1 });
}

/** A member takes his vote or his thanks back; done twice it is done once. */
export async function takeBack(app: App, doer: Doer, ideaId: string, kind: VoteKind): Promise<void> {
  const { memberId } = doer;
  if (memberId === null) throw ideaErrors('idea.may_not');
  await app.db.together(async () => {
    await lockMember(app, memberId);
    const { root } = await lockRoot(app, doer, ideaId);
    const gone = await deleteVotes(app, { rootId: root.id, kind, voterIds: [memberId] });
    if (gone.length === 0) return;
    await settle(app, root.id);
    if (kind === 'thanks' && root.authorId !== null) await countFact(app, root.authorId, 'thanks', -1);
    await countFact(app, memberId, kind === 'vote' ? 'votes' : 'given', -1);
    await ideaChanged(app, doer, root.id, {
      action: kind === 'vote' ? 'idea.vote_taken' : 'idea.thanks_taken',
    });
  });
}

/** Thanks whoever had the idea. */
export async function thank(app: App, doer: Doer, ideaId: string): Promise<void> {
  const { memberId } = doer;
  if (memberId === null) throw ideaErrors('idea.may_not');
  await app.db.together(async () => {
    await mustBeHere(app, memberId);
    const { root } = await lockRoot(app, doer, ideaId);
    if (root.authorId === memberId) throw ideaErrors('idea.own_thanks');
    const accountId = await accountOf(app, memberId);
    const before = await ofPerson(app, root, 'thanks', { memberId, accountId });
    if (before.some((row) => row.voterId === memberId)) return;
    const row = {
      ...NOBODY,
      kind: 'thanks' as const,
      voterId: memberId,
      memberId,
      accountId,
      reason: '',
    };
    await enter(app, root, row, before.length > 0);
    // In the order of the forum's likes.
    if (root.authorId !== null) await countFact(app, root.authorId, 'thanks');
    await countFact(app, memberId, 'given');
    await ideaChanged(app, doer, root.id, { action: 'idea.thanked' });
  });
}

/** Whom a colleague votes for, and where that person said so. */
export interface OnBehalf {
  accountId: string;
  reason: string;
  conversationId: string | null;
  caseId: string | null;
  postId: string | null;
  at?: Date | undefined;
}

/** A colleague votes for a customer. Throws `idea.not_found`, `idea.ended`, `idea.voted`. */
export async function voteFor(app: App, doer: Doer, ideaId: string, voter: OnBehalf): Promise<void> {
  mustBeAllowed(doer.isStaff);
  await app.db.transaction(async () => {
    const { root } = await lockRoot(app, doer, ideaId);
    if (isEnded(root.status)) throw ideaErrors('idea.ended');
    const { accountId, reason, conversationId, caseId, postId } = voter;
    if ((await ofPerson(app, root, 'vote', { memberId: null, accountId })).length > 0)
      throw ideaErrors('idea.voted');
    const said = { reason: reasonOf(reason), isReasonHidden: false, conversationId, caseId, postId };
    const by = { byId: doer.actor.id, byName: doer.name, at: voter.at ?? null };
    await enter(
      app,
      root,
      { kind: 'vote', voterId: accountId, memberId: null, accountId, ...said, ...by },
      false,
    );
    const where = { conversationId, caseId, postId };
    await ideaChanged(app, doer, root.id, { action: 'idea.voted_for', detail: { accountId, ...where } });
  });
}

/** A colleague takes a vote away that a colleague gave. Throws `idea.no_vote`. */
export async function removeVoteFor(app: App, doer: Doer, voteId: string): Promise<string> {
  mustBeAllowed(doer.isStaff);
  return app.db.transaction(async () => {
    const found = await selectVote(app, voteId);
    if (!found || found.memberId !== null) throw ideaErrors('idea.no_vote');
    const { root } = await lockRoot(app, doer, found.ideaId);
    if (!(await selectVote(app, voteId))) throw ideaErrors('idea.no_vote');
    await deleteVote(app, voteId);
    await settle(app, root.id);
    await ideaChanged(app, doer, root.id, {
      action: 'idea.vote_removed',
      detail: { accountId: found.accountId },
    });
    return root.id;
  });
}

/** Says which votes and thanks of a locked idea count, each person once, and writes how many. */
export async function settle(app: App, rootId: string): Promise<void> {
  const [votes, thanks] = await Promise.all([
    selectVotes(app, rootId, 'vote'),
    selectVotes(app, rootId, 'thanks'),
  ]);
  const [counted, thanked] = [await countingOf(app, votes), await countingOf(app, thanks)];
  await settleVotes(app, rootId, {
    counting: [...counted, ...thanked],
    votes: counted.size,
    thanks: thanked.size,
  });
}

/** Which of the votes count: of each person behind them one. */
export async function countingOf(app: App, rows: readonly VoteRow[]): Promise<Set<string>> {
  const persons = await personsOf(app, rows);
  return counting(rows.map((row) => ({ ...row, person: persons.get(row.accountId ?? '') ?? row.voterId })));
}

/** The person behind each account. */
export async function personsOf(
  app: App,
  rows: readonly { accountId: string | null }[],
): Promise<Map<string, string>> {
  const ids = [...new Set(rows.flatMap(({ accountId }) => accountId ?? []))];
  return ids.length === 0 ? new Map() : personKeyOf(app, ids);
}

/** Votes of a member that are with ideas that have not ended. */
export const openVotesOf = countOpenVotes;

/** Which of these ideas a member voted or thanked for. */
export async function votedBy(
  app: App,
  memberId: string,
  ids: readonly string[],
  kind: VoteKind = 'vote',
): Promise<Set<string>> {
  const rows = await selectOfPerson(app, { rootIds: ids, kind, memberId, accountIds: [] });
  return new Set(rows.map(({ rootId }) => rootId));
}

/** Accounts were joined to a person or parted from one: whoever was two is one now, or the other way round. */
export async function settleOf(app: App, accountIds: readonly string[]): Promise<void> {
  for (const rootId of await selectRootsOf(app, accountIds))
    await app.db.transaction(async () => {
      for (const { id } of await lockRoots(app, [rootId])) await settle(app, id);
    });
}
