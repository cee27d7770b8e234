import { type Actor, type App, systemActor } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newId } from '#platform/ids/index.ts';
import { intakeErrors } from '../errors.ts';
import { replayPart } from '../refusals.ts';
import {
  endReplay,
  insertReplay,
  type ReplayRow,
  saveReplayed,
  selectLatest,
  selectReplay,
} from './replays-store.ts';

/** Tried between two looks at whether it goes on; a second or two of work at most. */
const PART = 100;
const ATTEMPTS = 25;

export type Replay = Omit<ReplayRow, 'position' | 'is_still'>;

/** Begins to try everything kept aside again, in the background. When that is under way already, answers the one that runs. */
export async function startReplay(app: App, actor: Actor): Promise<Replay> {
  return app.db.transaction(async () => {
    const id = newId('rpl');
    if (!(await insertReplay(app, id))) return revive(app);
    await enqueue(app, id);
    await audit(app, actor, { action: 'refusal.replay_started', subject: id });
    await app.bus.publish('replay.changed', { replayId: id });
    return toView((await selectReplay(app, id))!);
  });
}

/** One that stood still for a while has lost its job. */
async function revive(app: App): Promise<Replay> {
  const row = (await selectLatest(app))!;
  if (row.is_still) await enqueue(app, row.id);
  return toView(row);
}

function enqueue(app: App, replayId: string): Promise<void> {
  return app.jobs.enqueue('intake.replay', { replayId }, { key: 'intake.replay', maxAttempts: ATTEMPTS });
}

/** The one that runs, else the last; null when nothing was ever tried again. */
export async function latestReplay(app: App): Promise<Replay | null> {
  const row = await selectLatest(app);
  return row ? toView(row) : null;
}

/** Ends it; what was understood stays taken in, the rest stays aside. Throws `replay.not_found`. */
export async function cancelReplay(app: App, actor: Actor, id: string): Promise<Replay> {
  return app.db.transaction(async () => {
    if (await endReplay(app, id, 'cancelled')) {
      await audit(app, actor, { action: 'refusal.replay_cancelled', subject: id });
      await app.bus.publish('replay.changed', { replayId: id });
    }
    const row = await selectReplay(app, id);
    if (!row) throw intakeErrors('replay.not_found', { id });
    return toView(row);
  });
}

/** The job: part after part, newest first, from where it stands; the place is kept, so that a restart goes on. */
export async function runReplay(app: App, payload: unknown, signal: AbortSignal): Promise<void> {
  const id = String((payload as { replayId?: unknown }).replayId);
  for (;;) {
    signal.throwIfAborted();
    const row = await selectReplay(app, id);
    if (row?.state !== 'running') return;
    const part = await replayPart(app, systemActor, row.position ?? undefined, PART, signal);
    await app.db.transaction(async () => {
      if (part.position === undefined && !signal.aborted) await endReplay(app, id, 'done');
      if (part.position !== undefined) await saveReplayed(app, id, { ...part, position: part.position });
      await app.bus.publish('replay.changed', { replayId: id });
    });
  }
}

function toView({ position: _position, is_still: _isStill, ...replay }: ReplayRow): Replay {
  return replay;
}
