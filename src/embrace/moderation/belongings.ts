import type { Belongings } from '#people/members/index.ts';
import { actionsOf } from './measures/log.ts';
import { deleteOfMember } from './measures/store.ts';

/** What was done to a member goes along with him, and nothing about him stays: not even the sketches of what he wrote. */
export const moderationBelongings: Belongings = {
  key: 'moderation',
  exportOf: async (app, memberId) =>
    (await actionsOf(app, memberId)).map(({ what, kind, title, reason, until, at, undoneAt, appeal }) => ({
      what,
      kind,
      title,
      reason,
      until,
      at,
      undoneAt,
      appeal: appeal && { text: appeal.text, state: appeal.state, answer: appeal.answer },
    })),
  erase: (app, memberId) => deleteOfMember(app, memberId),
};
