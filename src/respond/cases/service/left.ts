import type { App } from '#platform/app/index.ts';
import { suspensionOf } from '#platform/outbox/index.ts';
import { readReplyRows } from '#respond/replies/index.ts';
import { insertActivities } from '../store/records.ts';
import {
  finishWaves,
  hasLeaving,
  lockLeaving,
  selectLeaving,
  selectWave,
  settleItem,
  type WaveItem,
} from '../store/waves.ts';
import { announceCases } from './announce.ts';
import { openThreadsOf, problemOf, solveFor } from './together.ts';

export const LEFT_JOB = 'cases.wave-left';
const STEP = 200;
const BY = { id: 'system', name: 'Rapport' };

type Reply = Awaited<ReturnType<typeof readReplyRows>>[number];

/** Answers left: cases that were told together may be solved now. */
export async function solveSoon(app: App, caseIds: readonly string[]): Promise<void> {
  if (caseIds.length > 0 && (await hasLeaving(app, caseIds)))
    await app.jobs.enqueue(LEFT_JOB, {}, { key: LEFT_JOB });
}

/** Solves what was told together and has been told by now; what has not says why. */
export async function settleWaves(app: App, signal?: AbortSignal): Promise<void> {
  const touched = new Set<string>();
  let after: WaveItem | undefined;
  for (;;) {
    const items = await selectLeaving(app, after, STEP);
    const repliesOf = await readReplies(app, items);
    for (const item of items) {
      const late = lateOf(repliesOf(item));
      if (late && (await reasonOf(app, late)) === item.problem) continue;
      if (await app.db.transaction(() => settle(app, item))) touched.add(item.waveId);
    }
    after = items.at(-1);
    if (items.length < STEP || signal?.aborted) break;
  }
  // All of which nothing is left, also where a process died before it said so.
  for (const id of await finishWaves(app)) touched.add(id);
  for (const id of touched) {
    const wave = await selectWave(app, id);
    if (wave) await announceCases(app, [wave.caseId]);
  }
}

/** What became of the answers of each; undefined is one that does not exist any more. */
async function readReplies(
  app: App,
  items: readonly WaveItem[],
): Promise<(item: WaveItem) => (Reply | undefined)[]> {
  const rows = await readReplyRows(
    app,
    items.flatMap(({ replyIds }) => replyIds),
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ({ replyIds }) => replyIds.map((id) => byId.get(id));
}

/** Answers whether anything changed. What became of the answers is read behind the lock: another run may have read it before the last one left. */
async function settle(app: App, seen: WaveItem): Promise<boolean> {
  const item = await lockLeaving(app, seen);
  const wave = item && (await selectWave(app, item.waveId));
  if (!item || !wave) return false;
  const replies = (await readReplies(app, [item]))(item);
  const known = replies.filter((reply) => reply !== undefined);
  if (known.some(({ state }) => state === 'failed')) return fail(app, item, 'The answer could not be sent.');
  if (known.length < replies.length || known.some(isLost))
    return fail(app, item, 'The answer was taken back.');
  const late = lateOf(replies);
  if (late) return keepOpen(app, item, await reasonOf(app, late));
  const told = new Map(known.map((reply) => [reply.conversationId, reply.postId]));
  const open = await openThreadsOf(app, item.caseId);
  if (open.some(({ id, lastPostId }) => told.get(id) !== lastPostId))
    return fail(app, item, 'The customer wrote again before the answer left.');
  await app.db.query('savepoint solved');
  try {
    await solveFor(app, wave, item.caseId);
    await app.db.query('release savepoint solved');
  } catch (error) {
    await app.db.query('rollback to savepoint solved');
    return fail(app, item, problemOf(error));
  }
  await settleItem(app, { ...item, state: 'done', problem: null });
  return true;
}

/** The first answer that may still leave, unless one of them never will. */
function lateOf(replies: readonly (Reply | undefined)[]): Reply | undefined {
  if (replies.some((reply) => reply === undefined || isLost(reply))) return undefined;
  return replies.find((reply) => reply?.state !== 'sent');
}

function isLost({ state }: Reply): boolean {
  return state === 'cancelled' || state === 'failed';
}

/** Why an answer has not left; null while it is on its way. */
async function reasonOf(app: App, { state, network, accountId }: Reply): Promise<string | null> {
  if (state === 'waiting') return 'The answer waits for an approval.';
  if (state === 'uncertain') return 'Nobody knows yet whether the answer stands.';
  const suspension = await suspensionOf(app, { network, lane: accountId });
  if (suspension) return `Sending is suspended: ${suspension.reason}`;
  return state === 'held' ? 'The answer is held until somebody decides about it.' : null;
}

async function keepOpen(app: App, item: WaveItem, problem: string | null): Promise<boolean> {
  if (problem === item.problem) return false;
  await settleItem(app, { ...item, problem });
  if (problem !== null) await tell(app, item, problem);
  return true;
}

async function fail(app: App, item: WaveItem, problem: string): Promise<boolean> {
  await settleItem(app, { ...item, state: 'failed', problem });
  await tell(app, item, problem);
  return true;
}

async function tell(app: App, { caseId }: WaveItem, problem: string): Promise<void> {
  await insertActivities(app, BY, [{ caseId, action: 'wave.open', detail: { problem } }], null);
  await announceCases(app, [caseId]);
}
