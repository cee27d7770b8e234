import { addressOf, originOf } from '#platform/addresses/index.ts';
import type { App } from '#platform/app/index.ts';
import { readAccounts } from '#people/accounts/index.ts';
import { readMembers } from '#people/members/index.ts';
import { IDEAS, pathOf } from '../domain.ts';
import type { BoardView, CommentView, IdeaDetail, IdeaView, VoterView } from '../schema.ts';
import { type TellingRow, tellingsOf } from '../telling/tell.ts';
import { entriesOfIdea } from '../changelog/store.ts';
import { type BoardRow, chosenMembers, countOpenIdeas } from './boards.ts';
import { commentsOf, type CommentRow } from './comments.ts';
import { type IdeaRow, selectMerged, selectStatuses } from './store.ts';
import { valuesOf } from './values.ts';
import { personsOf } from './votes.ts';
import { selectMerges, selectVotes, type VoteRow } from './votes-store.ts';

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** How an idea's author is called in public: a customer whose post it was only after his consent. */
export const publicName = (
  idea: Pick<IdeaRow, 'originPostId' | 'creditName' | 'authorName'>,
): string | null => (idea.originPostId === null ? idea.authorName : idea.creditName);

export function presentIdea(app: App, idea: IdeaRow): IdeaView {
  const {
    id,
    boardId,
    title,
    markdown,
    html,
    status,
    quarter,
    position,
    mergedInto,
    votesBefore,
    thanks,
    comments,
    consent,
  } = idea;
  return {
    id,
    boardId,
    title,
    markdown,
    html,
    author: { id: idea.authorId, name: publicName(idea) ?? 'A customer' },
    status,
    statusAt: idea.statusAt.toISOString(),
    quarter,
    position,
    mergedInto,
    votes: idea.votes + votesBefore,
    votesBefore,
    thanks,
    comments,
    origin:
      idea.originPostId === null ? null : { postId: idea.originPostId, accountId: idea.originAccountId },
    consent,
    isDeleted: idea.deletedAt !== null,
    createdAt: idea.createdAt.toISOString(),
    changedAt: idea.changedAt.toISOString(),
    url: addressOf(app, pathOf(idea)),
  };
}

export async function presentBoards(app: App, boards: readonly BoardRow[]): Promise<BoardView[]> {
  const ids = boards.map(({ id }) => id);
  const [chosen, counts] = await Promise.all([chosenMembers(app, ids), countOpenIdeas(app)]);
  return boards.map((board) => ({
    ...board,
    memberIds: chosen.get(board.id) ?? [],
    ideas: counts.get(board.id) ?? 0,
    url: `${originOf(app, IDEAS)}${IDEAS}?board=${encodeURIComponent(board.slug)}`,
  }));
}

export const presentComment = (row: CommentRow): CommentView => ({
  id: row.id,
  ideaId: row.ideaId,
  author: { id: row.authorId, name: row.authorName },
  markdown: row.markdown,
  html: row.html,
  isDeleted: row.deletedAt !== null,
  createdAt: row.createdAt.toISOString(),
});

/** Everything about an idea, as the team sees it: who wishes it and why, what was decided, what was merged, who was told. */
export async function presentDetail(app: App, idea: IdeaRow): Promise<IdeaDetail> {
  const [history, votes, comments, merged, entries, tellings] = await Promise.all([
    selectStatuses(app, idea.id),
    selectVotes(app, idea.id, 'vote'),
    commentsOf(app, idea.id),
    selectMerged(app, idea.id),
    entriesOfIdea(app, idea.id),
    tellingsOf(app, idea.id),
  ]);
  const ids = merged.map(({ id }) => id);
  const [merges, voters] = await Promise.all([selectMerges(app, ids), presentVoters(app, idea, votes)]);
  const valued = voters.filter((one) => one.counts && one.value !== null);
  return {
    ...presentIdea(app, idea),
    history: history.map(({ status, reason, quarter, byName, at }) => ({
      status,
      reason,
      quarter,
      byName,
      at: at.toISOString(),
    })),
    voters,
    value: valued.length === 0 ? null : valued.reduce((sum, { value }) => sum + value!, 0),
    items: comments.map(presentComment),
    merged: merged.map(({ id, title, statusAt, mergedInto }) => {
      // What was merged into a merged one is undone there.
      const merge = merges.find((one) => one.ideaId === id && mergedInto === one.intoId);
      return { id, title, mergeId: merge?.id ?? null, at: statusAt.toISOString() };
    }),
    entries: entries.map(({ id, title, publishAt }) => ({ id, title, publishAt: iso(publishAt) })),
    tellings: await presentTellings(app, tellings),
    consentProof: idea.consentProof,
  };
}

async function presentTellings(app: App, tellings: readonly TellingRow[]): Promise<IdeaDetail['tellings']> {
  const accounts = await readAccounts(
    app,
    tellings.flatMap(({ accountId }) => accountId ?? []),
  );
  return tellings.map(({ postId, voteId, accountId, state, replyId, problem, at }) => {
    const account = accounts.get(accountId ?? '');
    const name = account?.displayName ?? account?.handle ?? 'Former customer';
    return { postId, voteId, name, state, replyId, problem, at: at.toISOString() };
  });
}

async function presentVoters(app: App, idea: IdeaRow, votes: readonly VoteRow[]): Promise<VoterView[]> {
  const [members, accounts, persons, values] = await Promise.all([
    readMembers(
      app,
      votes.flatMap(({ memberId }) => memberId ?? []),
    ),
    readAccounts(
      app,
      votes.flatMap(({ accountId }) => accountId ?? []),
    ),
    personsOf(app, votes),
    valuesOf(app, votes),
  ]);
  return votes.map((vote) => {
    const { id, memberId, accountId, reason, byName, conversationId, caseId, postId, counts, at } = vote;
    const account = accounts.get(accountId ?? '');
    const member = members.get(memberId ?? '');
    return {
      id,
      personKey: account ? (persons.get(account.id) ?? account.id) : null,
      memberId,
      name: member?.displayName ?? account?.displayName ?? account?.handle ?? 'Former customer',
      network: account?.network ?? 'community',
      reason,
      byName,
      conversationId,
      caseId,
      postId,
      givenTo: vote.ideaId === idea.id ? null : vote.ideaId,
      counts,
      value: values.get(id) ?? null,
      at: at.toISOString(),
    };
  });
}
