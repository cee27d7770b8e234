import type { App } from '#platform/app/index.ts';
import { newId } from '#platform/ids/index.ts';
import { holdMember, readMembers } from '#people/members/index.ts';
import type { Doer } from '../doer.ts';
import { forumErrors } from '../errors.ts';
import { lockThread, mustBeAllowed, threadChanged } from '../talk/change.ts';
import { selectNumbers } from '../talk/posts-store.ts';
import { holdPost } from '../talk/removal.ts';
import { screened } from '../talk/screened.ts';
import { written } from '../talk/written.ts';
import {
  areOptions,
  isBallot,
  LONGEST_OPTION,
  mayAddPoll,
  maySeeResult,
  type Tally,
  tallyOf,
} from './domain.ts';
import type { PollInput } from './schema.ts';
import {
  closePollNow,
  insertPoll,
  lockPoll,
  type PollRow,
  selectBallot,
  selectBallots,
  selectPoll,
  selectVoters,
  writeBallot,
} from './store.ts';

const MOST_NAMED = 200;

/** A poll as somebody sees it. */
export interface SeenPoll {
  poll: PollRow;
  /** What he voted; empty where he did not. */
  own: readonly number[];
  /** How it stands; undefined where he may not know yet. */
  tally: Tally | undefined;
  /** Names of those who voted for each option, where they are not secret and he may know how it stands. */
  voters: readonly (readonly string[])[];
}

/** The poll of a thread that somebody may read. Colleagues always see how it stands, and never who voted in secret. */
export async function readPoll(
  app: App,
  who: Pick<Doer, 'memberId' | 'isStaff'>,
  threadId: string,
): Promise<SeenPoll | undefined> {
  const poll = await selectPoll(app, threadId);
  if (!poll) return undefined;
  const { id, kind, options, shows, isAnonymous, isClosed } = poll;
  const own = who.memberId === null ? [] : await selectBallot(app, id, who.memberId);
  const isSeen = who.isStaff || maySeeResult(shows, { isClosed, hasVoted: own.length > 0 });
  if (!isSeen) return { poll, own, tally: undefined, voters: [] };
  const tally = tallyOf(await selectBallots(app, id), kind, options.length);
  return { poll, own, tally, voters: isAnonymous ? [] : await votersOf(app, poll) };
}

async function votersOf(app: App, { id, kind, options }: PollRow): Promise<string[][]> {
  const rows = await selectVoters(app, id, MOST_NAMED);
  const members = await readMembers(
    app,
    rows.map(({ memberId }) => memberId),
  );
  return options.map((_, index) =>
    rows.flatMap(({ memberId, choices }) => {
      const member = members.get(memberId);
      const isFor = kind === 'ranked' ? choices[0] === index + 1 : choices.includes(index + 1);
      return isFor && member && member.state !== 'erased' ? member.displayName : [];
    }),
  );
}

/** Its author, or who keeps order, puts a poll below a thread, once. Throws `forum.poll_bad`, `forum.poll_there`, `forum.may_not`, and what `screened` throws. */
export async function addPoll(app: App, doer: Doer, threadId: string, input: PollInput): Promise<void> {
  await app.db.transaction(async () => {
    const lines = [input.question, ...input.options];
    const [first] = await selectNumbers(app, threadId, { first: 1, last: 1 });
    if (!first) throw forumErrors('forum.not_found', { id: threadId });
    const text = await written(app, lines.join('\n'));
    const seen = await screened(app, doer, { id: first.id, text, title: '', at: undefined });
    const [question, ...options] = seen.text.markdown.split('\n');
    const { thread, category, here } = await lockThread(app, doer, threadId);
    mustBeAllowed(mayAddPoll(thread, category, here));
    const isWhole = options.length === input.options.length && areOptions(options);
    if (!isWhole || lines.some((line) => line.length > LONGEST_OPTION)) throw forumErrors('forum.poll_bad');
    const closesAt = input.closesAt === null ? null : new Date(input.closesAt);
    if (closesAt && closesAt <= (await app.db.now())) throw forumErrors('forum.poll_bad');
    const { kind, shows, isAnonymous } = input;
    const row = {
      id: newId('fpl'),
      threadId,
      question: question!,
      options,
      kind,
      shows,
      isAnonymous,
      closesAt,
    };
    if (!(await insertPoll(app, row))) throw forumErrors('forum.poll_there');
    await threadChanged(app, doer, threadId, { action: 'forum_poll.added', detail: { question, kind } });
    if (seen.isHeld) await holdPost(app, doer, first);
  });
}

/** A member votes, votes otherwise, or takes his vote back (nothing chosen). Throws `forum.poll_closed`, `forum.poll_bad`, `forum.may_not`. */
export async function vote(
  app: App,
  doer: Doer,
  threadId: string,
  choices: readonly number[],
): Promise<void> {
  const { memberId } = doer;
  if (memberId === null) throw forumErrors('forum.may_not');
  await app.db.transaction(async () => {
    // Before everything else, as an erasure does: who goes in this moment leaves no vote behind.
    if (!(await holdMember(app, memberId))) throw forumErrors('forum.may_not');
    const { category } = await lockThread(app, doer, threadId);
    mustBeAllowed(!category.isArchived);
    const poll = await lockPoll(app, threadId);
    if (!poll) throw forumErrors('forum.not_found', { id: threadId });
    if (poll.isClosed) throw forumErrors('forum.poll_closed');
    if (!isBallot(choices, { kind: poll.kind, options: poll.options.length }))
      throw forumErrors('forum.poll_bad');
    await writeBallot(app, poll.id, memberId, choices);
    // How somebody votes is written down nowhere else: it may be a secret.
    await threadChanged(app, doer, threadId, { action: 'forum_poll.voted' });
  });
}

/** Ends a poll before its time. */
export async function closePoll(app: App, doer: Doer, threadId: string): Promise<void> {
  await app.db.transaction(async () => {
    const { thread, here } = await lockThread(app, doer, threadId);
    mustBeAllowed(here.isStaff || (thread.authorId !== null && thread.authorId === doer.memberId));
    const poll = await lockPoll(app, threadId);
    if (!poll) throw forumErrors('forum.not_found', { id: threadId });
    if (poll.isClosed) return;
    await closePollNow(app, poll.id);
    await threadChanged(app, doer, threadId, { action: 'forum_poll.closed' });
  });
}
