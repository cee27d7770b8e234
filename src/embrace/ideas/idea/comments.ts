import type { App } from '#platform/app/index.ts';
import { newId } from '#platform/ids/index.ts';
import { type Doer, written } from '#embrace/forum/index.ts';
import { forgetAbout } from '#embrace/notifications/index.ts';
import { spend } from '#embrace/trust/index.ts';
import { ideaErrors } from '../errors.ts';
import { ideaChanged, lockRoot, mustBeAllowed, mustBeHere } from './change.ts';
import {
  type CommentRow,
  insertComment,
  selectComment,
  selectComments,
  selectMadeComment,
  updateCommentDeleted,
} from './comments-store.ts';
import { setFollow } from './follows-store.ts';
import { tellWatchers } from './news.ts';
import { looked } from './looked.ts';
import { countIdea, lockMember } from './store.ts';

export type { CommentRow } from './comments-store.ts';
const MOST_SHOWN = 500;

export const commentsOf = (app: App, rootId: string): Promise<CommentRow[]> =>
  selectComments(app, rootId, MOST_SHOWN);

export interface CommentInput {
  markdown: string;
  /** The same again answers the same comment. */
  formId?: string | undefined;
  at?: Date | undefined;
}

/** Says something about an idea. Throws `idea.not_found`, `idea.too_fast`, `forum.empty`, `forum.too_long`. */
export async function comment(
  app: App,
  doer: Doer,
  ideaId: string,
  input: CommentInput,
): Promise<CommentRow> {
  const made = await findMade(app, doer, input.formId);
  if (made) return made;
  const text = await written(app, input.markdown);
  return app.db.transaction(async () => {
    if (doer.memberId !== null) await lockMember(app, doer.memberId);
    await mustBeHere(app, doer.memberId);
    const { root } = await lockRoot(app, doer, ideaId);
    // Whoever sent the same at this moment is done now.
    const same = await findMade(app, doer, input.formId);
    if (same) return same;
    mustBeAllowed(doer.isStaff || doer.memberId !== null);
    if (doer.memberId !== null) await spend(app, doer.memberId, 'comment');
    const id = newId('ico');
    const { markdown, html, isHeld } = await looked(app, doer, { kind: 'comment', id, title: '', ...text });
    const form = {
      formId: input.formId ?? null,
      key: keyOf(doer, input.formId) ?? null,
      at: input.at ?? null,
    };
    await insertComment(app, {
      id,
      ideaId: root.id,
      authorId: doer.memberId,
      authorName: doer.name,
      markdown,
      html,
      isHeld,
      ...form,
    });
    await countIdea(app, root.id, { comments: isHeld ? 0 : 1 });
    if (doer.memberId !== null) await setFollow(app, root.id, doer.memberId, { isOn: true, isOnlyNew: true });
    if (doer.isStaff) await tellWatchers(app, doer, root, { kind: 'idea.comment', key: id, item: id });
    await ideaChanged(app, doer, root.id, {
      action: 'idea.commented',
      subject: id,
      detail: { ideaId: root.id },
    });
    return (await selectComment(app, id))!;
  });
}

const keyOf = ({ memberId, actor }: Doer, formId: string | undefined): string | undefined =>
  memberId === null && formId !== undefined ? `form:${actor.id}:${formId}` : undefined;

async function findMade(app: App, doer: Doer, formId: string | undefined): Promise<CommentRow | undefined> {
  if (formId === undefined) return undefined;
  const key = keyOf(doer, formId);
  if (key !== undefined) return selectMadeComment(app, { key });
  return doer.memberId === null ? undefined : selectMadeComment(app, { authorId: doer.memberId, formId });
}

/** Takes a comment away with a reason, or puts it back; its author takes away his own. Throws `idea.no_comment`. */
export async function deleteComment(
  app: App,
  doer: Doer,
  id: string,
  { isDeleted, reason, isHeld = false }: { isDeleted: boolean; reason: string; isHeld?: boolean },
): Promise<string> {
  return app.db.transaction(async () => {
    const before = await selectComment(app, id);
    if (!before) throw ideaErrors('idea.no_comment');
    const { root } = await lockRoot(app, doer, before.ideaId);
    const found = await selectComment(app, id);
    if (!found) throw ideaErrors('idea.no_comment');
    mustBeAllowed(doer.isStaff || (isDeleted && doer.memberId !== null && found.authorId === doer.memberId));
    if ((found.deletedAt !== null) === isDeleted) return root.id;
    await updateCommentDeleted(app, id, isDeleted ? { by: doer.name, reason, isHeld } : null);
    await countIdea(app, root.id, { comments: isDeleted ? -1 : 1 });
    if (isDeleted) await forgetAbout(app, [id]);
    const action = isDeleted ? 'idea_comment.deleted' : 'idea_comment.restored';
    await ideaChanged(app, doer, root.id, { action, subject: id, detail: { reason } });
    return root.id;
  });
}
