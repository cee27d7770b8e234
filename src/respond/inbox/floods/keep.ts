import { type App, systemActor } from '#platform/app/index.ts';
import { newId } from '#platform/ids/index.ts';
import { addNotice } from '#people/notices/index.ts';
import type { Conversation } from '../domain/conversation.ts';
import { announceLater } from '../service/announce.ts';
import { insertActivities } from '../store/records.ts';
import type { NewThread } from './new-thread.ts';
import { moveSoon } from './leave.ts';
import { insertHeld } from './held-store.ts';
import { type Flood, saveFloods } from './store.ts';

/** What is held of one sender, and the conversations of his that wait. */
export interface Found {
  accountId: string;
  flood: Flood | undefined;
  held: readonly (NewThread & { saidAt: Date })[];
  rows: readonly { id: string; at: Date }[];
}

/** Writes down what is held, behind the flood that goes on or a new one. Where no conversation of the sender waits, one of the held threads soon does. */
export async function keep(
  app: App,
  found: readonly Found[],
  opened: readonly Conversation[],
  nearMs: number,
): Promise<void> {
  if (found.length === 0) return;
  const floods = found.map((one) => ({ ...placeOf(one, opened, nearMs), held: one.held }));
  await saveFloods(
    app,
    floods.map(({ flood }) => flood),
  );
  await insertHeld(
    app,
    floods.flatMap(({ flood, held }) =>
      held.flatMap(({ name, posts }) =>
        posts.map((post) => ({ postId: post.id, floodId: flood.id, thread: name })),
      ),
    ),
  );
  for (const { flood } of floods) if (!flood.isInFront) await moveSoon(app, flood.id);
  await tell(
    app,
    floods.flatMap(({ flood, isNew }) => (isNew && flood.isInFront ? [flood] : [])),
  );
  announceLater(
    app,
    floods.map(({ flood }) => flood.conversationId),
  );
}

/** A flood goes on behind its conversation as long as that waits; then behind the first one that was said at the same time. */
function placeOf(
  { accountId, flood, held, rows }: Found,
  opened: readonly Conversation[],
  nearMs: number,
): { flood: Flood; isNew: boolean } {
  const [beganAt, lastAt] = [held[0]!.saidAt, held.at(-1)!.saidAt];
  const isNear = (at: Date) => Math.abs(+at - +beganAt) <= nearMs;
  const goesOn = flood !== undefined && isNear(flood.lastAt) ? flood : undefined;
  if (goesOn?.isInFront) return { flood: { ...goesOn, lastAt }, isNew: false };
  const all = [
    ...rows,
    ...opened.flatMap((row) => (row.accountId === accountId ? { id: row.id, at: row.lastPostAt } : [])),
  ].toSorted((a, b) => +a.at - +b.at || (a.id < b.id ? -1 : 1));
  const lead = all.find((row) => isNear(row.at)) ?? all[0];
  const before = goesOn ?? { id: newId('flood'), accountId, conversationId: '', beganAt, releasedAt: null };
  const conversationId = lead?.id ?? before.conversationId;
  return {
    flood: { ...before, conversationId, lastAt, isInFront: lead !== undefined },
    isNew: goesOn === undefined,
  };
}

/** Once for each flood, however long it becomes. */
async function tell(app: App, floods: readonly Flood[]): Promise<void> {
  await insertActivities(
    app,
    floods.map((flood) => ({ conversationId: flood.conversationId, actor: systemActor, action: 'flood' })),
  );
  for (const { accountId, conversationId } of floods)
    await addNotice(app, {
      to: 'owners',
      level: 'warning',
      title: 'One sender opens more threads than can be answered',
      text: 'What comes beyond the limit stands behind one conversation and is lost to nobody: look at it there, let single threads in, or say that it is not a flood.',
      link: `/inbox/${conversationId}`,
      key: noticeKey(accountId),
    });
}

export const noticeKey = (accountId: string): string => `flood:${accountId}`;
