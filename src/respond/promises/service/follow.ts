import type { App } from '#platform/app/index.ts';
import { newId } from '#platform/ids/index.ts';
import {
  type Conversation,
  type ConversationNews,
  conversationsOfCases,
  findConversations,
} from '#respond/inbox/index.ts';
import { resolveNotice } from '#people/notices/index.ts';
import { type Clock, follow } from '../domain/clock.ts';
import { promised, type Promised, settled } from '../domain/promise.ts';
import { deleteClocks, lockRunning, saveClocks } from '../store/clocks.ts';
import { addCounts } from '../store/counts.ts';
import { countsOf } from './count.ts';
import { placeLater } from './place.ts';
import { readRules } from './rules.ts';
import { noticeKey } from './tell.ts';
import { traitsOf } from './traits.ts';

/** Keeps the clocks of conversations in step with what happens to them; told by the inbox, in the transaction that takes the news out. */
export async function keepClocks(app: App, news: readonly ConversationNews[]): Promise<void> {
  const ids = [...new Set(news.map(({ conversationId }) => conversationId))];
  const [running, conversations] = [await lockRunning(app, ids), await findConversations(app, ids)];
  const rows = new Map(conversations.map((row) => [row.id, row]));
  const kept = new Map(running.map((clock) => [clock.id, clock]));
  const latest = new Map<string, Promised>(kept);
  const heardAt = new Map<string, Date>();
  for (const one of news) {
    const live = [...latest.values()].filter(
      (clock) => clock.conversationId === one.conversationId && !clock.endedAt,
    );
    const row = rows.get(one.conversationId);
    for (const clock of follow(live, one, () => newId('prm'))) {
      if (!row && !latest.has(clock.id)) continue;
      if (!latest.has(clock.id)) heardAt.set(clock.id, one.at);
      latest.set(clock.id, withRow(clock, latest.get(clock.id), row, one));
    }
  }
  const { joined, siblings } = await solveTogether(app, latest, kept, rows);
  const [rules, now] = [await readRules(app, [...rows.values(), ...siblings]), await app.db.now()];
  const after = [...latest.values()].map((clock) =>
    joined.has(clock.id) ? without(clock) : settled(promised(clock, rules, heardAt.get(clock.id) ?? now)),
  );
  await saveAll(app, after, kept);
  await deleteClocks(
    app,
    news.flatMap((one) => (one.after === null ? one.conversationId : [])),
  );
}

/** Writes clocks with their counts and with what follows in the inbox; `before` are those of them that were stored. */
export async function saveAll(
  app: App,
  after: readonly Promised[],
  before: ReadonlyMap<string, Promised>,
): Promise<void> {
  const changed = after.filter((clock) => JSON.stringify(clock) !== JSON.stringify(before.get(clock.id)));
  await saveClocks(app, changed);
  await addCounts(app, countsOf(changed.map((clock) => ({ before: before.get(clock.id), after: clock }))));
  for (const clock of changed)
    if (clock.endedAt && before.get(clock.id)?.warnedAt) await resolveNotice(app, noticeKey(clock));
  const isPromised = (clock: Promised | undefined) => clock?.policyId != null;
  await placeLater(
    app,
    changed.flatMap((clock) =>
      isPromised(clock) || isPromised(before.get(clock.id)) ? clock.conversationId : [],
    ),
  );
}

function withRow(
  clock: Clock,
  before: Promised | undefined,
  row: Conversation | undefined,
  { conversationId }: ConversationNews,
): Promised {
  const traits = row ? traitsOf(row) : before!.traits;
  const none = { policyId: null, dueAt: null, nextAt: null, warnedAt: null, missedAt: null, outcome: null };
  return { conversationId, ...none, ...before, ...clock, traits };
}

/** A clock that another one of the same case stands for. */
function without(clock: Promised): Promised {
  return { ...clock, policyId: null, dueAt: null, nextAt: null, missedAt: null, outcome: null };
}

/**
 * A case is solved with the last of its conversations. Until then their clocks run on; then the oldest one counts for all, and the others end
 * without an outcome. Answers the ids of those others, and the conversations of the cases.
 */
async function solveTogether(
  app: App,
  latest: Map<string, Promised>,
  stored: Map<string, Promised>,
  rows: ReadonlyMap<string, Conversation>,
): Promise<{ joined: ReadonlySet<string>; siblings: readonly Conversation[] }> {
  const solved = [...latest.values()].filter(
    ({ kind, endedAt, isVoid }) => kind === 'resolution' && endedAt && !isVoid,
  );
  const caseOf = new Map(
    solved.flatMap((clock) => {
      const caseId = rows.get(clock.conversationId)?.caseId;
      return caseId ? [[clock.id, caseId] as const] : [];
    }),
  );
  if (caseOf.size === 0) return { joined: new Set(), siblings: [] };
  const siblings = await conversationsOfCases(app, [...new Set(caseOf.values())]);
  const open = new Set(siblings.flatMap((row) => (row.status === 'done' || row.isGone ? [] : row.caseId!)));
  const joined = new Set<string>();
  for (const clock of solved) {
    const caseId = caseOf.get(clock.id);
    if (caseId === undefined) continue;
    if (open.has(caseId)) {
      clock.stretches = [...clock.stretches, { at: clock.endedAt!.getTime(), status: 'done' }];
      clock.endedAt = null;
      continue;
    }
    const others = siblings.filter((row) => row.caseId === caseId).map(({ id }) => id);
    for (const one of await lockRunning(app, others)) {
      if (one.kind !== 'resolution' || latest.get(one.id)?.endedAt) continue;
      stored.set(one.id, one);
      latest.set(one.id, { ...one, endedAt: clock.endedAt });
    }
    const all = [...latest.values()].filter(
      (one) => one.kind === 'resolution' && one.endedAt && others.includes(one.conversationId),
    );
    const oldest = all.reduce((first, one) => (one.startedAt < first.startedAt ? one : first), clock);
    for (const one of all) if (one !== oldest) joined.add(one.id);
  }
  return { joined, siblings };
}
