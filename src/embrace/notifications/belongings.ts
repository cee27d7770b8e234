import type { Belongings } from '#people/members/index.ts';
import { deleteMember, selectMember } from './belongings-store.ts';

/** What members take along of what they were told, and what stays of them when they leave: nothing. */
export const notificationBelongings: Belongings = {
  key: 'notifications',
  exportOf: selectMember,
  erase: (app, memberId) => deleteMember(app, memberId),
};
