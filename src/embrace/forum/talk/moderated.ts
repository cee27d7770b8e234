import type { App } from '#platform/app/index.ts';
import { noteAction } from '#embrace/moderation/index.ts';
import { forgetAbout } from '#embrace/notifications/index.ts';
import type { Doer } from '../doer.ts';
import type { Hold } from '../domain.ts';
import { tellModerated } from '../telling/tell.ts';
import { type PostRow, selectNumbers } from './posts-store.ts';
import type { ThreadRow } from './store.ts';

/** Something is taken away, or put back. */
export interface Deletion {
  isDeleted: boolean;
  reason: string;
  /** `held` and `hidden` are the queue's, which tells the author by itself. */
  hold?: Hold | null;
}

/** What a colleague takes away can be put back by an appeal; what its author or the system takes is gone. */
export const holdBy = (doer: Doer): Hold | null => (keepsOrder(doer) ? 'hidden' : null);

/** A colleague, or a moderator of a group; no rule and no part of the system. */
const keepsOrder = ({ isStaff, actor }: Doer): boolean =>
  isStaff && (actor.kind === 'user' || actor.kind === 'member');

/** Tells a member what a colleague did outside of the queue, and writes it down where the member reads it. */
export async function noteModerated(
  app: App,
  doer: Doer,
  change: { thread: ThreadRow; post: PostRow | null; isDeleted: boolean; reason: string; isQueued: boolean },
): Promise<void> {
  const { thread, post, isDeleted, reason } = change;
  if (change.isQueued) {
    if (isDeleted) await forgetAbout(app, [post?.id ?? thread.id]);
    return;
  }
  await tellModerated(app, doer, change);
  const memberId = (post ?? thread).authorId;
  if (memberId === null || !keepsOrder(doer)) return;
  const first = post ?? (await selectNumbers(app, thread.id, { first: 1, last: 1 }))[0];
  if (!first) return;
  await noteAction(app, doer.actor, {
    what: isDeleted ? 'hidden' : 'restored',
    memberId,
    subject: { kind: 'post', id: first.id, title: thread.title },
    reason,
  });
}
