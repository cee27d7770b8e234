import type { App } from '#platform/app/index.ts';
import { takeBegunAbsences } from '#people/teams/index.ts';
import { changeConversations, openConversationsOf } from '#respond/inbox/index.ts';
import { letWait } from '../engine/fill.ts';
import { nameOfColleague } from '../engine/names.ts';
import { ruleActor } from '../engine/carry-out.ts';
import { lockSeats } from '../engine/store.ts';
import { assignShape } from '../rules/schema.ts';

const ANYBODY = assignShape.parse({});

/** Gives the open work of those who have gone away to whom they named. Answers how many conversations moved. */
export async function handOver(app: App): Promise<number> {
  return app.db.transaction(async () => {
    await lockSeats(app);
    let moved = 0;
    for (const { userId, handOverTo } of await takeBegunAbsences(app)) {
      const ids = await openConversationsOf(app, userId);
      if (ids.length === 0) continue;
      const who = await nameOfColleague(app, userId);
      const reason = `${who} is away and hands over`;
      const isTeam = handOverTo.startsWith('team_');
      await changeConversations(app, ruleActor('routing'), ids, {
        ...(isTeam ? { teamId: handOverTo, assigneeId: null } : { assigneeId: handOverTo }),
        reason: isTeam ? `${reason} to the team` : `${reason} to ${await nameOfColleague(app, handOverTo)}`,
      });
      if (isTeam) for (const id of ids) await letWait(app, id, `Handed over by ${who}`, ANYBODY);
      moved += ids.length;
    }
    return moved;
  });
}
