import { type App, systemActor } from '#platform/app/index.ts';
import { forgetFiles } from '#platform/files/index.ts';
import type { Belongings } from '#people/members/index.ts';
import { staffDoer } from '../doer.ts';
import { leaveGroups } from '../groups/leave.ts';
import { dropBallots } from '../polls/store.ts';
import { react } from '../talk/answers.ts';
import { catchUpSoon } from '../talk/change.ts';

import {
  dropTraces,
  selectBelongings,
  selectOwnPosts,
  selectReactions,
  takeWords,
} from './belongings-store.ts';
import { countThread } from '../talk/store.ts';
import { deletePost, deleteThread } from '../talk/removal.ts';

const LEFT = { isDeleted: true, reason: 'Whoever wrote it has left' };

/** What members take along from the forum, and what stays of them when they leave. */
export const forumBelongings: Belongings = {
  key: 'forum',
  exportOf: selectBelongings,
  async erase(app, memberId, { keepsContent }) {
    if (!keepsContent) await takeContent(app, memberId);
    await leaveGroups(app, memberId);
    await dropBallots(app, memberId);
    await forgetFiles(app, await dropTraces(app, memberId, { all: !keepsContent }));
    catchUpSoon(app);
  },
};

/** Answers go; a question that others answered stays with its title and without its words, so that their answers still make sense. */
async function takeContent(app: App, memberId: string): Promise<void> {
  const staff = staffDoer(systemActor);
  const member = { memberId, isStaff: false, actor: systemActor, name: '' };
  for (const { postId, kind } of await selectReactions(app, memberId))
    await react(app, member, postId, { kind, isOn: false });
  for (const { id, threadId, number, hasOthers } of await selectOwnPosts(app, memberId)) {
    if (number > 1) await deletePost(app, staff, id, LEFT);
    else if (!hasOthers) await deleteThread(app, staff, threadId, LEFT);
  }
  for (const threadId of await takeWords(app, memberId)) await countThread(app, threadId, {});
}
