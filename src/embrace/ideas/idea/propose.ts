import type { App } from '#platform/app/index.ts';
import { newId } from '#platform/ids/index.ts';
import { type Doer, titleOf, wordsOf, written } from '#embrace/forum/index.ts';
import { forgetAbout } from '#embrace/notifications/index.ts';
import { countFact, spend } from '#embrace/trust/index.ts';
import { LONGEST_TITLE, maySee, slugOfIdea } from '../domain.ts';
import { ideaErrors } from '../errors.ts';
import { readBoards, readerOf } from './boards.ts';
import { ideaChanged, lockRoot, mustBeAllowed, mustBeHere } from './change.ts';
import { indexIdea } from './find.ts';
import { tellCreated } from './hooks.ts';
import { looked } from './looked.ts';
import {
  type IdeaRow,
  insertIdea,
  insertStatus,
  lockMember,
  selectIdeas,
  selectMade,
  updateIdea,
} from './store.ts';
import { vote } from './votes.ts';

export interface IdeaInput {
  boardId: string;
  title: string;
  markdown: string;
  /** Why it matters to who proposes it; goes with his vote. */
  reason?: string;
  /** The same again answers the same idea. */
  formId?: string | undefined;
  /** Of a file or a post. */
  key?: string | undefined;
  originPostId?: string | undefined;
  originAccountId?: string | undefined;
  /** As it stands beside it, where it is not who does it. */
  authorName?: string | undefined;
  ownBefore?: number;
  at?: Date | undefined;
}

/** A text of an idea; it may be empty, as the title may say it all. */
export async function textOf(app: App, markdown: string): Promise<{ markdown: string; html: string }> {
  return wordsOf(markdown) === '' ? { markdown: '', html: '' } : written(app, markdown);
}

/** Throws `idea.no_title`, `idea.title_too_long`. */
export function titleFor(given: string): string {
  const title = titleOf(given.toWellFormed());
  if (title === '') throw ideaErrors('idea.no_title');
  if (Array.from(title).length > LONGEST_TITLE)
    throw ideaErrors('idea.title_too_long', { most: LONGEST_TITLE });
  return title;
}

/**
 * Proposes an idea; a member votes for his own at once where he has a vote left. Throws `idea.no_board`, `idea.may_not`, `idea.no_title`,
 * `idea.title_too_long`, `idea.too_fast`, and what a text of the forum throws.
 */
export async function propose(
  app: App,
  doer: Doer,
  input: IdeaInput,
): Promise<{ idea: IdeaRow; isNew: boolean }> {
  const made = await findMade(app, doer, input);
  if (made) return { idea: made, isNew: false };
  const title = titleFor(input.title);
  const text = await textOf(app, input.markdown);
  const id = newId('ide');
  try {
    await app.db.transaction(() => enter(app, doer, id, { ...input, title, ...text }));
  } catch (error) {
    const same = (error as { code?: string }).code === '23505' ? await findMade(app, doer, input) : undefined;
    if (!same) throw error;
    return { idea: same, isNew: false };
  }
  const [idea] = await selectIdeas(app, [id]);
  return { idea: idea!, isNew: true };
}

async function enter(app: App, doer: Doer, id: string, input: IdeaInput & { html: string }): Promise<void> {
  // Before what he spends, as with comments.
  if (doer.memberId !== null) await lockMember(app, doer.memberId);
  await mustBeHere(app, doer.memberId);
  const who = await readerOf(app, doer);
  const board = (await readBoards(app)).find((one) => one.id === input.boardId);
  if (!board || !maySee(board, who)) throw ideaErrors('idea.no_board', { id: input.boardId });
  mustBeAllowed(doer.isStaff || (doer.memberId !== null && !board.isArchived));
  if (doer.memberId !== null) await spend(app, doer.memberId, 'idea');
  const { title, markdown, html, isHeld } = await looked(app, doer, { kind: 'idea', id, ...input });
  const { formId, authorName, originPostId, originAccountId, ownBefore = 0, at } = input;
  await insertIdea(app, {
    id,
    boardId: board.id,
    title,
    slug: slugOfIdea(title),
    markdown,
    html,
    authorId: doer.memberId,
    authorName: authorName ?? doer.name,
    formId: formId ?? null,
    key: keyOf(doer, input) ?? null,
    originPostId: originPostId ?? null,
    originAccountId: originAccountId ?? null,
    ownBefore,
    at: at ?? null,
    isHeld,
  });
  const by = { byId: doer.actor.id, byName: doer.name };
  await insertStatus(app, id, {
    id: newId('ist'),
    status: 'open',
    reason: '',
    quarter: null,
    ...by,
    at: at ?? null,
  });
  await indexIdea(app, { id, title, html, isShown: !isHeld });
  if (doer.memberId !== null) await countFact(app, doer.memberId, 'ideas');
  if (doer.memberId !== null && !isHeld)
    await vote(app, doer, id, input.reason ?? '').catch((error: unknown) => {
      // Whoever has no vote left still proposes.
      if ((error as { code?: string }).code !== 'idea.no_votes_left') throw error;
    });
  await ideaChanged(app, doer, id, { action: 'idea.proposed', detail: { title } });
  const [idea] = await selectIdeas(app, [id]);
  if (!isHeld) await tellCreated(app, idea!);
}

/** Ideas of the company have no author that tells forms of two colleagues apart. */
function keyOf(
  { memberId, actor }: Doer,
  { formId, key }: Pick<IdeaInput, 'formId' | 'key'>,
): string | undefined {
  return key ?? (memberId === null && formId !== undefined ? `form:${actor.id}:${formId}` : undefined);
}

async function findMade(
  app: App,
  doer: Doer,
  input: Pick<IdeaInput, 'formId' | 'key'>,
): Promise<IdeaRow | undefined> {
  const key = keyOf(doer, input);
  if (key !== undefined) return selectMade(app, { key });
  if (input.formId === undefined || doer.memberId === null) return undefined;
  return selectMade(app, { authorId: doer.memberId, formId: input.formId });
}

/** Changes what an idea says, or where it stands; its author may as long as nobody decided about it. */
export async function changeIdea(
  app: App,
  doer: Doer,
  id: string,
  change: { title?: string | undefined; markdown?: string | undefined; boardId?: string | undefined },
): Promise<IdeaRow> {
  const title = change.title === undefined ? undefined : titleFor(change.title);
  const text = change.markdown === undefined ? undefined : await textOf(app, change.markdown);
  return app.db.transaction(async () => {
    const { idea } = await lockRoot(app, doer, id);
    const isOwn = doer.memberId !== null && idea.authorId === doer.memberId && idea.status === 'open';
    mustBeAllowed(doer.isStaff || (isOwn && change.boardId === undefined));
    if (idea.mergedInto !== null) throw ideaErrors('idea.merged');
    if (change.boardId !== undefined && !(await readBoards(app)).some((board) => board.id === change.boardId))
      throw ideaErrors('idea.no_board', { id: change.boardId });
    const said = { title: title ?? idea.title, markdown: idea.markdown, html: idea.html, ...text };
    const { isHeld, ...words } = await looked(app, doer, { kind: 'idea', id, ...said });
    const deletedAt = isHeld ? (idea.deletedAt ?? (await app.db.now())) : idea.deletedAt;
    const slug = slugOfIdea(words.title);
    const boardId = change.boardId ?? idea.boardId;
    const next = { ...idea, ...words, slug, boardId, deletedAt, isHeld: idea.isHeld || isHeld };
    await updateIdea(app, next);
    await indexIdea(app, { ...next, isShown: deletedAt === null });
    await ideaChanged(app, doer, id, {
      action: 'idea.edited',
      detail: { title: next.title, boardId: next.boardId },
    });
    return (await selectIdeas(app, [id]))[0]!;
  });
}

/** Takes an idea away with a reason, or puts it back. Its author may as long as nobody else voted or commented. */
export async function deleteIdea(
  app: App,
  doer: Doer,
  id: string,
  { isDeleted, reason, isHeld = false }: { isDeleted: boolean; reason: string; isHeld?: boolean },
): Promise<void> {
  await app.db.transaction(async () => {
    const { idea } = await lockRoot(app, doer, id);
    const isAlone = idea.votes <= 1 && idea.comments === 0 && idea.thanks === 0 && idea.status === 'open';
    mustBeAllowed(
      doer.isStaff || (isDeleted && doer.memberId !== null && idea.authorId === doer.memberId && isAlone),
    );
    if (idea.mergedInto !== null) throw ideaErrors('idea.merged');
    if ((idea.deletedAt !== null) === isDeleted && idea.isHeld === (isDeleted && isHeld)) return;
    const deletedAt = isDeleted ? await app.db.now() : null;
    const next = {
      ...idea,
      deletedAt,
      deletedReason: isDeleted ? reason : null,
      isHeld: isDeleted && isHeld,
    };
    await updateIdea(app, next);
    await indexIdea(app, { ...next, isShown: !isDeleted });
    if (isDeleted) await forgetAbout(app, [id]);
    const action = isDeleted ? 'idea.deleted' : 'idea.restored';
    await ideaChanged(app, doer, id, { action, detail: { reason, title: idea.title } });
  });
}
