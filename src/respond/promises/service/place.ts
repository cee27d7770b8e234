import type { App } from '#platform/app/index.ts';
import { placeFactor } from '#respond/inbox/index.ts';
import { type Factor, POINTS_PER_HOUR } from '#respond/triage/index.ts';
import type { Promised } from '../domain/promise.ts';
import { selectRunning } from '../store/clocks.ts';

export const PLACE_JOB = 'promises.place';
const KEY = 'promise';
const HOUR_MS = 3_600_000;
/** A promise that is due within so many hours of its beginning goes ahead of what has none, as much as it is shorter. */
const HORIZON_HOURS = 8;
const DUE_SOON_POINTS = 60;
const LATE_POINTS = 120;
const WORDS = { first: 'First answer', next: 'Next answer', resolution: 'Solution' } as const;
const STEP = 200;

/** Has the inbox move conversations to the place that their promises give them: in a job, which locks them in the inbox's own order. */
export async function placeLater(app: App, conversationIds: readonly string[]): Promise<void> {
  const ids = [...new Set(conversationIds)];
  for (let at = 0; at < ids.length; at += STEP)
    await app.jobs.enqueue(PLACE_JOB, { ids: ids.slice(at, at + STEP) });
}

/** Writes the factor "promise" of these conversations as their clocks stand now. */
export async function placeNow(app: App, conversationIds: readonly string[]): Promise<void> {
  const running = await selectRunning(app, conversationIds);
  const wanted = new Map<string, Factor | null>(conversationIds.map((id) => [id, null]));
  for (const clock of running) {
    const factor = promiseFactor(clock);
    const known = wanted.get(clock.conversationId);
    if (factor && (!known || factor.points > known.points)) wanted.set(clock.conversationId, factor);
  }
  await placeFactor(app, KEY, wanted);
}

/** Why a promise moves a conversation up. Nothing where the clock stands still or has much time; solutions count only once they are near. */
export function promiseFactor(
  clock: Pick<Promised, 'kind' | 'startedAt' | 'dueAt' | 'warnedAt' | 'missedAt'>,
): Factor | undefined {
  const word = WORDS[clock.kind];
  if (clock.missedAt) return { key: KEY, points: LATE_POINTS, reason: `${word} is late` };
  if (!clock.dueAt) return undefined;
  if (clock.warnedAt) return { key: KEY, points: DUE_SOON_POINTS, reason: `${word} is due soon` };
  if (clock.kind === 'resolution') return undefined;
  const hours = (clock.dueAt.getTime() - clock.startedAt.getTime()) / HOUR_MS;
  const points = Math.min(DUE_SOON_POINTS - 10, Math.round((HORIZON_HOURS - hours) * (POINTS_PER_HOUR / 2)));
  return points > 0 ? { key: KEY, points, reason: `${word} is promised within ${spell(hours)}` } : undefined;
}

function spell(hours: number): string {
  const minutes = Math.max(1, Math.round(hours * 60));
  if (minutes < 120) return minutes === 1 ? '1 minute' : `${minutes} minutes`;
  return `${Math.round(hours)} hours`;
}
