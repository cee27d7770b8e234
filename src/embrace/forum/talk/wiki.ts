import type { App } from '#platform/app/index.ts';
import { rightsOf } from '#embrace/trust/index.ts';
import type { Doer } from '../doer.ts';
import { isOpenWiki, mayChange, type Rules, type Standing } from '../domain.ts';
import { lockPost, mustBeAllowed, threadChanged } from './change.ts';
import { type PostRow, updateWiki } from './posts-store.ts';
import { countThread } from './store.ts';

interface Placed {
  post: PostRow;
  category: Rules;
}

/** Whether somebody may change what a post says: its author and colleagues, of a wiki also who keeps order here (`here.isStaff`) or has the level for it. */
export async function mayEdit(
  app: App,
  here: Pick<Standing, 'isStaff'>,
  who: Standing,
  { post, category }: Placed,
): Promise<boolean> {
  if (mayChange(post, who)) return true;
  if (!isOpenWiki(post, category) || who.memberId === null) return false;
  return here.isStaff || (await rightsOf(app, { id: who.memberId })).mayEditWiki;
}

/** Whether somebody may make a post a wiki, or take that back: who keeps order, and its author by his level. */
export async function mayMakeWiki(
  app: App,
  here: Pick<Standing, 'isStaff'>,
  { memberId }: Pick<Standing, 'memberId'>,
  post: Pick<PostRow, 'authorId' | 'deletedAt'>,
): Promise<boolean> {
  if (post.deletedAt !== null) return false;
  if (here.isStaff) return true;
  return (
    memberId !== null && memberId === post.authorId && (await rightsOf(app, { id: memberId })).mayMakeWiki
  );
}

/** Makes a post a wiki, or one that only its author changes. Throws `forum.may_not`, `forum.no_post`. */
export async function setWiki(app: App, doer: Doer, id: string, isWiki: boolean): Promise<void> {
  await app.db.transaction(async () => {
    const { thread, post, here } = await lockPost(app, doer, id);
    mustBeAllowed(await mayMakeWiki(app, here, doer, post));
    if (post.isWiki === isWiki) return;
    await updateWiki(app, id, isWiki);
    await countThread(app, thread.id, {});
    await threadChanged(app, doer, thread.id, {
      action: isWiki ? 'forum_post.opened_as_wiki' : 'forum_post.closed_as_wiki',
      subject: id,
      detail: { threadId: thread.id, number: post.number },
    });
  });
}
