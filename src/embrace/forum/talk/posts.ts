import type { App } from '#platform/app/index.ts';
import { newId } from '#platform/ids/index.ts';
import type { Doer } from '../doer.ts';
import { mayAnswer } from '../domain.ts';
import { forumErrors } from '../errors.ts';
import { attachFiles } from '../own/files.ts';
import { followIfNew, forgetDraft, mustBeHere, noteRead } from '../own/service.ts';
import { tellEdited } from '../telling/edited.ts';
import { tellSoon } from '../telling/tell.ts';
import { countFact, spend } from '#embrace/trust/index.ts';
import { holdPost } from './removal.ts';
import { screened } from './screened.ts';
import { catchUpSoon, type Locked, lockPlace, lockPost, mustBeAllowed, threadChanged } from './change.ts';
import { tellPosted, tellWiki } from './hooks.ts';
import { mayEdit } from './wiki.ts';
import {
  countEditors,
  insertMentions,
  insertPost,
  insertRevision,
  type PostRow,
  replaceMentions,
  selectMade,
  selectPost,
  updateWords,
} from './posts-store.ts';
import { countCategories, countThread, goOn, type ThreadRow } from './store.ts';
import { type Written, written } from './written.ts';

export interface PostInput {
  markdown: string;
  replyTo: number | null;
  /** The same again answers the same post. */
  formId?: string | undefined;
  /** Of the outbox. */
  key?: string;
  /** When it was said, where it is brought over from elsewhere. */
  at?: Date | undefined;
}

export interface Made {
  post: PostRow;
  /** False where the form was sent before. */
  isNew: boolean;
}

/** Answers a thread. Throws `forum.not_found`, `forum.may_not`, `forum.closed`, `trust.too_fast`, and what `written` and `screened` throw. */
export async function addPost(app: App, doer: Doer, threadId: string, input: PostInput): Promise<Made> {
  const made = await findMade(app, doer, input);
  if (made) return { post: made, isNew: false };
  const text = await written(app, input.markdown);
  return app.db.transaction(async () => {
    const made = await app.db.together(() => addTo(app, doer, threadId, { ...input, text }));
    if (made.isHeld) return { post: await holdPost(app, doer, made.post), isNew: true };
    if (made.isNew) await tellPosted(app, made.thread, made.post);
    return { post: made.post, isNew: made.isNew };
  });
}

async function addTo(
  app: App,
  doer: Doer,
  threadId: string,
  input: PostInput & { text: Written },
): Promise<Made & { thread: ThreadRow; isHeld: boolean }> {
  await mustBeHere(app, doer);
  const { hasNumber, ...locked } = await lockPlace(app, doer, threadId, input.replyTo);
  const { thread, category, here } = locked;
  // Whoever sent the same at this moment is done now.
  const same = await findMade(app, doer, input);
  if (same) return { post: same, thread, isNew: false, isHeld: false };
  if (thread.deletedAt !== null) throw forumErrors('forum.not_found', { id: threadId });
  if (thread.closedAt !== null && !here.isStaff) throw forumErrors('forum.closed');
  mustBeAllowed(mayAnswer(category, thread.closedAt !== null, doer));
  await mustBeSlow(app, doer, 'post', input.at);
  const replyTo = hasNumber ? input.replyTo : null;
  const id = newId('fpo');
  const { text, isHeld } = await screened(app, doer, { id, text: input.text, title: '', at: input.at });
  const post = await enterPost(app, doer, locked, { ...input, id, replyTo, text });
  await threadChanged(app, doer, threadId, {
    action: 'forum_post.added',
    subject: post.id,
    detail: { threadId, number: post.number },
  });
  await forgetDraft(app, doer, threadId);
  catchUpSoon(app);
  return { post, thread, isNew: true, isHeld };
}

/** Adds a post to a locked thread, with all counts. `catchUpSoon` comes after them: its job is a lock that all share. */
export async function enterPost(
  app: App,
  doer: Doer,
  { thread, category }: Pick<Locked, 'thread' | 'category'>,
  { id, text, replyTo, formId, key, at }: Omit<PostInput, 'markdown'> & { id: string; text: Written },
): Promise<PostRow> {
  const number = thread.lastNumber + 1;
  const post = await insertPost(app, {
    id,
    threadId: thread.id,
    number,
    authorId: doer.memberId,
    authorName: doer.name,
    markdown: text.markdown,
    html: text.html,
    replyTo,
    formId: formId ?? null,
    key: keyOf(doer, { formId, key }) ?? null,
    at: at ?? null,
  });
  await goOn(app, thread.id, { id: doer.memberId, name: doer.name, at: at ?? null });
  await countCategories(app, new Map([[category.id, { threads: number === 1 ? 1 : 0, posts: 1 }]]));
  await insertMentions(app, id, text.mentions);
  await attachFiles(app, doer, id, text.markdown);
  await noteRead(app, doer, thread.id, number);
  await followIfNew(app, doer, thread.id);
  if (doer.memberId !== null) await countFact(app, doer.memberId, 'posts');
  await tellSoon(app, id);
  await app.bus.publish('forum.posted', { threadId: thread.id, postId: id, number });
  return post;
}

/** Posts of the company have no author that tells forms of two colleagues apart. */
function keyOf({ memberId, actor }: Doer, { formId, key }: Pick<PostInput, 'formId' | 'key'>) {
  return key ?? (memberId === null && formId !== undefined ? `form:${actor.id}:${formId}` : undefined);
}

/** What this form, or this key of the outbox, has made already. */
export async function findMade(
  app: App,
  doer: Doer,
  input: Pick<PostInput, 'formId' | 'key'>,
): Promise<PostRow | undefined> {
  const { memberId } = doer;
  const { formId } = input;
  const key = keyOf(doer, input);
  if (key !== undefined) return selectMade(app, { key });
  if (formId === undefined || memberId === null) return undefined;
  return selectMade(app, { authorId: memberId, formId });
}

/** Throws `trust.too_fast` where a member writes more than his level may; what is brought over from elsewhere is not counted. */
export async function mustBeSlow(
  app: App,
  { memberId }: Doer,
  what: 'post' | 'thread',
  at: Date | undefined,
): Promise<void> {
  if (memberId !== null && at === undefined) await spend(app, memberId, what);
}

/**
 * Changes what a post says; what it said before is kept. Throws `forum.overtaken` where somebody else did so in between, and `forum.wiki_held` where
 * somebody else's change would wait for a look: what an author wrote does not go because of others.
 */
export async function editPost(
  app: App,
  doer: Doer,
  id: string,
  input: { markdown: string; revision: number },
): Promise<PostRow> {
  const given = await written(app, input.markdown);
  return app.db.transaction(async () => {
    // Before the thread is locked: who decides about a post locks its place in the queue first, too.
    const isNew = (await selectPost(app, id))?.markdown !== given.markdown;
    const { text, isHeld } = isNew
      ? await screened(app, doer, { id, text: given, title: '', at: undefined })
      : { text: given, isHeld: false };
    const { post, thread, category, here } = await lockPost(app, doer, id);
    mustBeAllowed(await mayEdit(app, here, doer, { post, category }));
    if (post.markdown === text.markdown) return post;
    const isOwn = doer.memberId === null || doer.memberId === post.authorId;
    if (isHeld && !isOwn) throw forumErrors('forum.wiki_held');
    if (!isOwn) await mustBeSlow(app, doer, 'post', undefined);
    // A form may name any number.
    if (input.revision !== post.revision) throw forumErrors('forum.overtaken');
    if (!(await updateWords(app, { id, ...text, revision: input.revision })))
      throw forumErrors('forum.overtaken');
    const { markdown, revision } = post;
    await insertRevision(app, { postId: id, revision, markdown, title: null, by: doer.actor });
    await countEditors(app, id);
    await replaceMentions(app, id, text.mentions);
    await attachFiles(app, doer, id, `${markdown}\n${text.markdown}`);
    await countThread(app, post.threadId, {});
    catchUpSoon(app);
    await threadChanged(app, doer, post.threadId, {
      action: 'forum_post.edited',
      subject: id,
      detail: { revision: revision + 1 },
    });
    const changed = (await selectPost(app, id))!;
    if (isHeld) return holdPost(app, doer, changed);
    if (changed.isWiki) await tellWiki(app, doer, { thread, post: changed });
    await tellEdited(app, doer, { thread, category, post: changed });
    return changed;
  });
}
