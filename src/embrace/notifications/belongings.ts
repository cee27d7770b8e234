import type { Belongings } from '#people/members/index.ts';
import { forgetOut } from '#platform/outbox/index.ts';
import { selectOuts } from './mail/store.ts';
import { deleteMember, selectMember } from './belongings-store.ts';

/** What members take along of what they were told, and what stays of them when they leave: nothing. */
export const notificationBelongings: Belongings = {
  key: 'notifications',
  exportOf: selectMember,
  async erase(app, memberId) {
    await forgetOut(app, await selectOuts(app, memberId));
    await deleteMember(app, memberId);
  },
};
