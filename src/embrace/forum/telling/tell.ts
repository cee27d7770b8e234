import { type App, systemActor } from '#platform/app/index.ts';
import { forgetAbout, tell } from '#embrace/notifications/index.ts';
import { readMembers } from '#people/members/index.ts';
import { type Doer, staffDoer } from '../doer.ts';
import { mayRead, pathOf } from '../domain.ts';
import { selectFollowers } from '../own/service.ts';
import type { CategoryRow } from '../talk/categories.ts';
import { findPost, findPosts, postAt, type PostRow, type ThreadRow } from '../talk/read.ts';
import { noteReacted, selectMentioned, selectReactors, selectSame } from './store.ts';

/** `{postId}`: members are told of a post. */
export const TELL_JOB = 'forum.tell';
/** Authors are told who liked their posts. */
export const REACTIONS_JOB = 'forum.tell-reactions';
/** `{threadId, postId}`: those who wait for an answer are told that there is one; null: it was solved elsewhere. */
export const SOLVED_JOB = 'forum.tell-solved';

const REACTIONS_MS = 10_000;
const MOST_REACTORS = 200;

/** Has members told of a new post, or of one that can be seen now, in the ambient transaction. Told once, however often it is called. */
export async function tellSoon(app: App, postId: string): Promise<void> {
  await app.jobs.enqueue(TELL_JOB, { postId }, { key: `${TELL_JOB}:${postId}` });
}

export async function tellReactionSoon(app: App, postId: string): Promise<void> {
  await noteReacted(app, postId);
  app.jobs.wake(REACTIONS_JOB, REACTIONS_MS);
}

interface Happened {
  thread: ThreadRow;
  category: CategoryRow;
  post: PostRow;
}

async function happened(app: App, postId: string): Promise<Happened | undefined> {
  const found = await findPost(app, staffDoer(systemActor), postId);
  return found && found.post.deletedAt === null && found.thread.deletedAt === null ? found : undefined;
}

const aboutOf = ({ thread, post }: Pick<Happened, 'thread' | 'post'>) => ({
  id: thread.id,
  item: post.id,
  title: thread.title,
  path: pathOf(thread, post.number),
});

const byOf = ({ authorId, authorName }: PostRow) => ({ id: authorId, name: authorName });

/**
 * Tells members of a post, each for the closest reason only: it answers him, quotes him, names him, or is in something that he follows.
 */
export async function tellOfPost(app: App, postId: string): Promise<void> {
  const found = await happened(app, postId);
  if (!found) return;
  const { thread, category, post } = found;
  const same = { key: `post:${post.id}`, about: aboutOf(found), by: byOf(post) };
  const readers = (ids: readonly (string | null)[]) =>
    ids.filter((id) => id !== null).filter((memberId) => mayRead(category, { memberId, isStaff: false }));
  if (post.number > 1) {
    const answered = post.replyTo === null ? undefined : await postAt(app, thread.id, post.replyTo);
    await tell(app, {
      ...same,
      to: readers([answered?.authorId ?? null, thread.authorId]),
      kind: 'forum.reply',
    });
    const quoted = await findPosts(app, quotedIn(post.markdown));
    await tell(app, { ...same, to: readers(quoted.map(({ authorId }) => authorId)), kind: 'forum.quote' });
  }
  await tell(app, { ...same, to: readers(await selectMentioned(app, post.id)), kind: 'forum.mention' });
  const isFirst = post.number === 1;
  const subjects = isFirst ? [category.id, ...thread.tags.map(tagSubject)] : [thread.id];
  await tell(app, {
    ...same,
    to: readers(await selectFollowers(app, subjects)),
    kind: isFirst ? 'forum.started' : 'forum.followed',
    ...(isFirst ? {} : { bundle: `thread:${thread.id}` }),
  });
}

/** What follows of a tag are kept under. */
export const tagSubject = (tag: string): string => `tag:${tag}`;

/** Posts that a text quotes, as the button does it. */
function quotedIn(markdown: string): string[] {
  const quotes = markdown.split('\n').filter((line) => line.startsWith('>'));
  const ids = quotes.flatMap((line) =>
    [...line.matchAll(/\/community\/p\/(fpo_[0-9a-z]{26})/g)].map(([, id]) => id!),
  );
  return [...new Set(ids)].slice(0, 20);
}

/** Tells the author of a post who liked it, in one line as long as he has not read it. */
export async function tellOfReactions(app: App, postId: string): Promise<void> {
  const found = await happened(app, postId);
  const authorId = found?.post.authorId;
  if (!found || !authorId || !mayRead(found.category, { memberId: authorId, isStaff: false })) return;
  const reactors = await selectReactors(app, postId, MOST_REACTORS);
  const members = await readMembers(app, reactors);
  for (const id of reactors)
    await tell(app, {
      to: [authorId],
      kind: 'forum.reaction',
      key: `reaction:${postId}:${id}`,
      about: aboutOf(found),
      by: { id, name: members.get(id)?.displayName ?? '' },
      bundle: `reaction:${postId}`,
    });
}

/** An answer was accepted: its author hears of it at once, those who wait for one soon. In the ambient transaction. */
export async function tellAccepted(app: App, doer: Doer, found: Happened): Promise<void> {
  const { thread, post, category } = found;
  if (post.authorId !== null && mayRead(category, { memberId: post.authorId, isStaff: false }))
    await tell(app, {
      to: [post.authorId],
      kind: 'forum.accepted',
      key: `accepted:${post.id}`,
      about: aboutOf(found),
      by: { id: doer.memberId, name: doer.name },
    });
  await tellSolvedSoon(app, thread.id, post.id);
}

export async function tellSolvedSoon(app: App, threadId: string, postId: string | null): Promise<void> {
  await app.jobs.enqueue(SOLVED_JOB, { threadId, postId }, { key: `${SOLVED_JOB}:${threadId}` });
}

/** Everybody who has the problem, or follows it, hears once that it is solved. */
export async function tellOfSolution(app: App, threadId: string, postId: string | null): Promise<void> {
  const root = await postAt(app, threadId, 1);
  const found = await happened(app, postId ?? root?.id ?? '');
  if (!found || !root || found.thread.id !== threadId) return;
  const { thread, category, post } = found;
  const waiting = [...(await selectSame(app, root.id)), ...(await selectFollowers(app, [threadId]))];
  const to = waiting.filter(
    (id) =>
      id !== thread.authorId &&
      id !== (postId === null ? null : post.authorId) &&
      mayRead(category, { memberId: id, isStaff: false }),
  );
  await tell(app, { to, kind: 'forum.solved', key: `solved:${threadId}`, about: aboutOf(found) });
}

/**
 * A colleague took something of a member away, or put it back: its author is told why, and nobody is told of what is gone. In the ambient
 * transaction.
 */
export async function tellModerated(
  app: App,
  doer: Doer,
  about: { thread: ThreadRow; post: PostRow | null; isDeleted: boolean; reason: string },
): Promise<void> {
  const { thread, post, isDeleted, reason } = about;
  if (isDeleted) await forgetAbout(app, [post?.id ?? thread.id]);
  const { authorId } = post ?? thread;
  // Nobody is told of what goes because somebody left.
  if (!doer.isStaff || authorId === null || doer.actor.kind === 'system') return;
  const at = (await app.db.now()).getTime();
  await tell(app, {
    to: [authorId],
    kind: 'forum.moderated',
    key: `moderated:${post?.id ?? thread.id}:${at}`,
    about: { title: thread.title, path: pathOf(thread, post?.number) },
    data: isDeleted ? { reason } : { isBack: true },
  });
}
