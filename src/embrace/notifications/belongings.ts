import { type Belongings, readMembers } from '#people/members/index.ts';
import { forgetOut } from '#platform/outbox/index.ts';
import { deleteStop, selectOuts } from './mail/store.ts';
import { deleteMember, selectMember } from './belongings-store.ts';

/** What members take along of what they were told, and what stays of them when they leave: nothing. */
export const notificationBelongings: Belongings = {
  key: 'notifications',
  exportOf: selectMember,
  async erase(app, memberId) {
    await forgetOut(app, await selectOuts(app, memberId));
    const mail = (await readMembers(app, [memberId])).get(memberId)?.mail;
    if (mail) await deleteStop(app, mail);
    await deleteMember(app, memberId);
  },
};
