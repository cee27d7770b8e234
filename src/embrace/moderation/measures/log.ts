import type { Actor, App } from '#platform/app/index.ts';
import { decodeCursor, encodeCursor, page, type PageOf } from '#platform/http/index.ts';
import { peopleOf } from '../cases/queue.ts';
import type { ActionView } from '../schema.ts';
import { isAlone } from './appeals.ts';
import { appealPath } from './mails.ts';
import { type ActionWithAppeal, countAppeals, selectActions } from './store.ts';

export { countAppeals };

/** What was done to a member, the newest first. */
export function actionsOf(app: App, memberId: string): Promise<ActionWithAppeal[]> {
  return selectActions(app, { memberId, limit: 200 });
}

/** Where a member whose suspension holds reads it and appeals, by a link that only he is given. */
export async function suspensionPath(app: App, memberId: string): Promise<string | undefined> {
  const action = (await actionsOf(app, memberId)).find(
    ({ what, undoneAt }) => what === 'suspended' && undoneAt === null,
  );
  return action && appealPath(app, action.id);
}

export async function findAction(app: App, id: string): Promise<ActionWithAppeal | undefined> {
  return (await selectActions(app, { id, limit: 1 }))[0];
}

/** The log of what colleagues and rules did, or what was appealed against and waits. */
export async function readActions(
  app: App,
  actor: Actor,
  asked: { member?: string | undefined; list: 'all' | 'appeals'; cursor?: string | undefined; limit: number },
): Promise<PageOf<ActionView>> {
  const before = asked.cursor === undefined ? undefined : String(decodeCursor(asked.cursor, 1)[0]);
  const rows = await selectActions(app, {
    ...(asked.member === undefined ? {} : { memberId: asked.member }),
    isAppealed: asked.list === 'appeals',
    before,
    limit: asked.limit + 1,
  });
  const person = await peopleOf(app, [...new Set(rows.map(({ memberId }) => memberId))]);
  const isOwn = rows.some(({ appeal, byId }) => appeal?.state === 'open' && byId === actor.id);
  const mayOwn = isOwn && (await isAlone(app, actor));
  const shown = rows.map((row): ActionView => {
    const { id, what, kind, title, reason, byName, undoneByName, appeal } = row;
    return {
      id,
      what,
      kind,
      title,
      reason,
      byName,
      undoneByName,
      member: person(row.memberId),
      until: row.until?.toISOString() ?? null,
      at: row.at.toISOString(),
      undoneAt: row.undoneAt?.toISOString() ?? null,
      appeal: appeal && {
        text: appeal.text,
        at: appeal.at.toISOString(),
        state: appeal.state,
        answer: appeal.answer,
        decidedAt: appeal.decidedAt?.toISOString() ?? null,
        decidedByName: appeal.decidedByName,
        isYours: appeal.state === 'open' && (row.byId !== actor.id || mayOwn),
      },
    };
  });
  return page(shown, asked.limit, (row) => encodeCursor([row.id]));
}
