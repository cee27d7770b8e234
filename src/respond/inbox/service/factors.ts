import type { App } from '#platform/app/index.ts';
import type { Factor } from '#respond/triage/index.ts';
import { bestOf, placed } from '../domain/conversation.ts';
import { lockConversations, updateConversations } from '../store/conversations.ts';
import { insertActivities } from '../store/records.ts';
import { announce } from './announce.ts';

/** Gives conversations the reason with this key, or takes it away where it is null; they take the place that it gives them. */
export async function placeFactor(
  app: App,
  key: string,
  wanted: ReadonlyMap<string, Factor | null>,
): Promise<void> {
  await app.db.transaction(async () => {
    const rows = await lockConversations(app, [...wanted.keys()]);
    const changed = rows.filter((row) => {
      const [known, factor] = [row.factors.find((one) => one.key === key), wanted.get(row.id) ?? undefined];
      return known?.points !== factor?.points || known?.reason !== factor?.reason;
    });
    const after = changed.map((row) => {
      const factor = wanted.get(row.id);
      const others = row.factors.filter((one) => one.key !== key);
      return placed({ ...row, factors: bestOf(others, factor ? [factor] : []) });
    });
    await updateConversations(app, after);
    await announce(
      app,
      after.map(({ id }) => id),
    );
  });
}

/** One line of history for what somebody said of the priority, in the ambient transaction. */
export async function noteOfPriority(
  app: App,
  actor: { id: string; name: string },
  conversationId: string,
  action: 'priority.higher' | 'priority.lower' | 'priority.unpinned',
  because?: string,
): Promise<void> {
  await insertActivities(app, [
    { conversationId, actor, action, detail: because === undefined ? {} : { because } },
  ]);
}
