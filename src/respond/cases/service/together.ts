import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { ownAccounts } from '#people/brand/index.ts';
import { conversationsOfCases } from '#respond/inbox/index.ts';
import { queueReply } from '#respond/replies/index.ts';
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
 * Tells and solves all linked cases together, in the background, each of them once: the answer leaves through the outbox, and what cannot be
 * done says why. Throws `case.wave_empty`.
 */
export async function doTogether(
  app: App,
  actor: Actor,
  caseId: string,
  wish: TogetherWish,
): Promise<string> {
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
  const actor: Actor = { kind: 'user', ...wave.actor, permissions: new Set() };
  const problem = await workOne(app, actor, wave, caseId).then(() => null, problemOf);
  await settleItem(app, wave.id, caseId, problem);
  return true;
}

/** All or nothing for one case: a reply that cannot leave leaves it unsolved. */
async function workOne(app: App, actor: Actor, wave: Wave, caseId: string): Promise<void> {
  await app.db.query('savepoint one');
  try {
    if (wave.text !== null) await answer(app, actor, wave, caseId);
    if (wave.doesSolve) await changeCases(app, actor, [caseId], { status: 'solved' });
    await app.db.query('release savepoint one');
  } catch (error) {
    await app.db.query('rollback to savepoint one');
    throw error;
  }
}

async function answer(app: App, actor: Actor, wave: Wave, caseId: string): Promise<void> {
  const threads = await conversationsOfCases(app, [caseId]);
  for (const thread of threads.filter((one) => one.status !== 'done' && !one.isGone)) {
    const [account] = await ownAccounts(app, thread.network);
    if (!account) throw new Error(`No account of ours is connected on ${thread.network}.`);
    await queueReply(app, actor, thread.id, {
      text: wave.text!,
      postId: thread.lastPostId,
      accountId: account.id,
      idempotencyKey: `${wave.id}:${thread.id}`,
      thenStatus: wave.doesSolve ? 'done' : 'waiting',
      isConfirmed: true,
    });
  }
}

function problemOf(error: unknown): string {
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
    problems: wave.problems,
  }));
}
