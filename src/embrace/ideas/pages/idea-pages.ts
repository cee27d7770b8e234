import { originOf } from '#platform/addresses/index.ts';
import { excerptOf, wordsOfHtml } from '#lib/markdown/index.ts';
import { authorsOf, type Doer, isSpeaking, keyOf, takenForm } from '#embrace/forum/index.ts';
import { seenAbout } from '#embrace/notifications/index.ts';
import { IDEAS, pathOf } from '../domain.ts';
import { ideaErrors } from '../errors.ts';
import { type BoardRow, visibleBoards } from '../idea/boards.ts';
import { comment, commentsOf, deleteComment } from '../idea/comments.ts';
import { findIdea } from '../idea/find.ts';
import { follow, isWatching } from '../idea/news.ts';
import { type IdeaRow, selectMerged, selectStatuses } from '../idea/store.ts';
import { takeBack, thank, vote, votedBy } from '../idea/votes.ts';
import { selectVotes, type VoteRow } from '../idea/votes-store.ts';
import { entriesOf } from '../changelog/entries.ts';
import { feedsOf } from './feeds.ts';
import { dataOf, type IdeaPage, ideaView } from './idea-view.ts';
import { type IdeaVisit, paramsOf, show, showMissing, showRefusal } from './visit.ts';

const MOST_REASONS = 30;

/** The page of an idea. Other addresses of it, and what was merged into another one, lead on. */
export async function showIdea(visit: IdeaVisit): Promise<unknown> {
  const { app, reader, member, say, reply } = visit;
  const { id, slug } = paramsOf(visit);
  const idea = await findIdea(app, reader, id!);
  if (!idea) return showMissing(visit);
  if (member) await seenAbout(app, member, idea.id);
  const root = idea.mergedInto === null ? idea : await findIdea(app, reader, idea.rootId);
  if (!root) return showMissing(visit);
  if (root.id !== idea.id || slug !== idea.slug)
    return reply
      .headers({
        'cache-control': member ? 'private, no-store' : 'public, max-age=0, s-maxage=1',
        vary: 'Cookie',
      })
      .redirect(pathOf(root), 301);
  const boards = await visibleBoards(app, reader);
  const board = boards.find((one) => one.id === idea.boardId);
  const page = await pageOf(visit, idea, boards);
  return show(visit, {
    title: idea.title,
    description: excerptOf(wordsOfHtml(idea.html), 200) || say.intro,
    path: pathOf(idea),
    kind: 'article',
    isEmbeddable: true,
    feeds: feedsOf(IDEAS, say.title),
    isHidden: board?.whoSees !== 'everybody' || idea.deletedAt !== null,
    isWide: false,
    data: dataOf(page, originOf(app, IDEAS)),
    body: ideaView({ ...page, boardName: board?.name ?? '' }),
  });
}

async function pageOf(visit: IdeaVisit, idea: IdeaRow, boards: readonly BoardRow[]): Promise<IdeaPage> {
  const { app, say, language } = visit;
  const [history, said, votes, tree, entries] = await Promise.all([
    selectStatuses(app, idea.id),
    commentsOf(app, idea.id),
    selectVotes(app, idea.id, 'vote'),
    selectMerged(app, idea.id),
    entriesOf(app, idea.id),
  ]);
  // What was merged from a board that this reader does not see counts, and is not told.
  const merged = tree.filter(({ boardId }) => boards.some(({ id }) => id === boardId));
  const seen = new Set([idea.id, ...merged.map(({ id }) => id)]);
  const comments = said.filter(({ ideaId }) => seen.has(ideaId));
  const reasons = votes
    .filter(
      ({ memberId, reason, ideaId, isReasonHidden }) =>
        memberId !== null && reason !== '' && !isReasonHidden && seen.has(ideaId),
    )
    .slice(-MOST_REASONS)
    .toReversed();
  const members = await authorsOf(app, [
    idea,
    ...comments,
    ...reasons.map(({ memberId }) => ({ authorId: memberId })),
  ]);
  const own = votes.find(({ memberId }) => memberId !== null && memberId === visit.member?.id);
  const shown = {
    idea,
    boardName: '',
    history,
    comments,
    reasons,
    merged,
    entries,
    members,
    words: say,
    language,
  };
  return { ...shown, now: app.clock.now(), reader: await readerOf(visit, idea, own) };
}

async function readerOf(
  visit: IdeaVisit,
  idea: IdeaRow,
  own: Pick<VoteRow, 'reason' | 'isReasonHidden'> | undefined,
): Promise<IdeaPage['reader']> {
  const { app, member } = visit;
  if (!member) return undefined;
  const [thanked, watching] = await Promise.all([
    votedBy(app, member.id, [idea.id], 'thanks'),
    isWatching(app, idea.id, member),
  ]);
  return {
    memberId: member.id,
    key: isSpeaking(member) ? keyOf(visit, member) : undefined,
    hasVoted: own !== undefined,
    hasThanked: thanked.has(idea.id),
    isWatching: watching,
    reason: own?.reason ?? '',
    isReasonHidden: own?.isReasonHidden ?? false,
  };
}

type Act = (doer: Doer, id: string, form: { text(name: string): string }, formId: string) => Promise<unknown>;

/** Does what a form of an idea's page asks for, once however often it is sent, and goes back to the page. */
async function take(visit: IdeaVisit, acts: Readonly<Record<string, Act>>): Promise<unknown> {
  const taken = await takenForm(visit);
  if (!taken) return visit.reply;
  const { app, reader, reply } = visit;
  const idea = await findIdea(app, reader, paramsOf(visit)['id']!);
  if (!idea) return showMissing(visit);
  const act = acts[taken.form.text('act')];
  if (!act) throw ideaErrors('idea.may_not');
  try {
    await act(taken.doer, idea.id, taken.form, taken.formId);
    return reply.redirect(pathOf(idea), 303);
  } catch (error) {
    return showRefusal(visit, error, pathOf(idea));
  }
}

export const takeVote = (visit: IdeaVisit): Promise<unknown> =>
  take(visit, {
    vote: (doer, id, form) => vote(visit.app, doer, id, form.text('reason')),
    unvote: (doer, id) => takeBack(visit.app, doer, id, 'vote'),
  });

export const takeAct = (visit: IdeaVisit): Promise<unknown> =>
  take(visit, {
    follow: (doer, id) => follow(visit.app, doer, id, true),
    unfollow: (doer, id) => follow(visit.app, doer, id, false),
    thank: (doer, id) => thank(visit.app, doer, id),
    unthank: (doer, id) => takeBack(visit.app, doer, id, 'thanks'),
  });

export const takeComment = (visit: IdeaVisit): Promise<unknown> =>
  take(visit, {
    post: (doer, id, form, formId) =>
      comment(visit.app, doer, id, { markdown: form.text('markdown'), formId: formId || undefined }),
    delete: (doer, _id, form) =>
      deleteComment(visit.app, doer, form.text('comment').slice(0, 64), { isDeleted: true, reason: '' }),
  });
