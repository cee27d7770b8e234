import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { mustHold } from '#platform/http/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { type Conversation, conversationsOfCases } from '#respond/inbox/index.ts';
import { accountFor, queueReply } from '#respond/replies/index.ts';
import { caseErrors } from '../errors.ts';
import type { CaseDetail } from '../schema.ts';
import { selectLinked } from '../store/links.ts';
import { insertActivities } from '../store/records.ts';
import {
  finishWave,
  insertWave,
  lockNextItem,
  selectWave,
  selectWaves,
  settleItem,
  type Wave,
  type WaveItem,
} from '../store/waves.ts';
import { announceCases } from './announce.ts';
import { changeCases } from './change.ts';
import { readNames } from './present.ts';
import { lockStanding } from './write.ts';

export const WAVE_JOB = 'cases.wave';
const MOST_LINKED = 5000;
/** Cases worked off in one run of the job, so that others get their turn. */
const STEP = 50;

/** What is done to all cases that are linked to one: an answer to everybody who waits, and solving. */
export interface TogetherWish {
  text?: string | undefined;
  doesSolve: boolean;
}

/**
 * Tells and solves all linked cases together, in the background, each of them once: the answer leaves through the outbox, the case is solved when it
 * has (`left.ts`), and what cannot be done says why. Throws `case.wave_empty`, `http.forbidden`.
 */
export async function doTogether(
  app: App,
  actor: Actor,
  caseId: string,
  wish: TogetherWish,
): Promise<string> {
  if (wish.text !== undefined) mustHold(actor, 'replies.send');
  return app.db.transaction(async () => {
    const [row] = await lockStanding(app, [caseId]);
    const ids = await selectLinked(app, row!.id, MOST_LINKED);
    const text = wish.text?.trim() || null;
    if (ids.length === 0 || (text === null && !wish.doesSolve)) throw caseErrors('case.wave_empty');
    const { id, name, role } = actor;
    const waveId = await insertWave(
      app,
      { caseId, text, doesSolve: wish.doesSolve, actor: { id, name, role } },
      ids,
    );
    await insertActivities(app, actor, [{ caseId, action: 'wave', detail: { count: ids.length } }], null);
    await audit(app, actor, {
      action: 'case.told_together',
      subject: caseId,
      detail: { waveId, count: ids.length, doesSolve: wish.doesSolve, hasText: text !== null },
    });
    await app.jobs.enqueue(WAVE_JOB, { waveId });
    await announceCases(app, [caseId]);
    return waveId;
  });
}

/** Works off a part of a wave. Answers whether more is left. */
export async function workWave(app: App, waveId: string, signal?: AbortSignal): Promise<boolean> {
  const wave = await selectWave(app, waveId);
  if (!wave || wave.finishedAt) return false;
  for (let count = 0; count < STEP; count++) {
    if (signal?.aborted) return true;
    if (!(await app.db.transaction(() => workNext(app, wave)))) return false;
  }
  await announceCases(app, [wave.caseId]);
  await app.jobs.enqueue(WAVE_JOB, { waveId });
  return true;
}

async function workNext(app: App, wave: Wave): Promise<boolean> {
  const caseId = await lockNextItem(app, wave.id);
  if (caseId === undefined) {
    await finishWave(app, wave.id);
    await announceCases(app, [wave.caseId]);
    return false;
  }
  const item = { waveId: wave.id, caseId, problem: null, replyIds: [] };
  await settleItem(
    app,
    await workOne(app, wave, caseId).then(
      (done) => ({ ...item, ...done }),
      (error: unknown) => ({ ...item, state: 'failed' as const, problem: problemOf(error) }),
    ),
  );
  return true;
}

/** All or nothing for one case. One that is to be solved stays open until its answers have left. */
async function workOne(app: App, wave: Wave, caseId: string): Promise<Pick<WaveItem, 'state' | 'replyIds'>> {
  await app.db.query('savepoint one');
  try {
    const replyIds = wave.text === null ? [] : await answer(app, wave, caseId);
    const isLeaving = wave.doesSolve && replyIds.length > 0;
    if (wave.doesSolve && !isLeaving) await solveFor(app, wave, caseId);
    await app.db.query('release savepoint one');
    return { state: isLeaving ? 'leaving' : 'done', replyIds };
  } catch (error) {
    await app.db.query('rollback to savepoint one');
    throw error;
  }
}

export async function solveFor(app: App, wave: Wave, caseId: string): Promise<void> {
  await changeCases(app, actorOf(wave), [caseId], { status: 'solved' });
}

function actorOf({ actor }: Wave): Actor {
  return { kind: 'user', ...actor, permissions: new Set() };
}

async function answer(app: App, wave: Wave, caseId: string): Promise<string[]> {
  const replyIds: string[] = [];
  for (const thread of await openThreadsOf(app, caseId)) {
    const account = await accountFor(app, thread);
    if (!account) throw new Error(`No account that could answer is connected on ${thread.network}.`);
    const { id } = await queueReply(app, actorOf(wave), thread.id, {
      text: wave.text!,
      postId: thread.lastPostId,
      accountId: account.id,
      idempotencyKey: `${wave.id}:${thread.id}`,
      thenStatus: 'waiting',
      isConfirmed: true,
    });
    replyIds.push(id);
  }
  return replyIds;
}

/** Where somebody waits. */
export async function openThreadsOf(app: App, caseId: string): Promise<Conversation[]> {
  const threads = await conversationsOfCases(app, [caseId]);
  return threads.filter(({ status, isGone }) => status !== 'done' && !isGone);
}

export function problemOf(error: unknown): string {
  if (error instanceof AppError || (error instanceof Error && error.message.startsWith('No account')))
    return error.message;
  throw error;
}

/** How far the last waves of a case are. */
export async function wavesOf(app: App, caseId: string): Promise<CaseDetail['waves']> {
  const [waves, names] = await Promise.all([selectWaves(app, caseId, 5), readNames(app)]);
  return waves.map((wave) => ({
    id: wave.id,
    text: wave.text,
    doesSolve: wave.doesSolve,
    by: names.get(wave.actor.id) ?? wave.actor.name,
    at: wave.createdAt.toISOString(),
    isFinished: wave.finishedAt !== null,
    total: wave.total,
    done: wave.done,
    failed: wave.failed,
    leaving: wave.leaving,
    problems: wave.problems,
  }));
}
