import type { App } from '#platform/app/index.ts';
import { shareKept } from '../domain/report.ts';
import { selectCounts } from '../store/counts.ts';
import { selectAtRisk } from '../store/clocks.ts';
import { selectWaits } from '../store/workload.ts';

const WEEK_MS = 7 * 86_400_000;

export interface Workload {
  contactsPerDay: number;
  answeredPerDay: number;
  waiting: number;
  medianMinutes: number | null;
  keptShare: number | null;
}

/** What came and what was done in the last seven days, promised or not. */
export async function readWorkload(app: App): Promise<Workload> {
  const now = await app.db.now();
  const since = new Date(now.getTime() - WEEK_MS);
  const [waits, counts] = [await selectWaits(app, since), await selectCounts(app, since, now)];
  const sum = (of: 'kept' | 'missed') => counts.reduce((all, one) => all + one[of], 0);
  return {
    contactsPerDay: waits.began / 7,
    answeredPerDay: waits.answered / 7,
    waiting: waits.waiting,
    medianMinutes: waits.medianMinutes,
    keptShare: shareKept({ kept: sum('kept'), missed: sum('missed') }),
  };
}

/** Running promises that are due soon, and that are missed by now. */
export function countAtRisk(app: App): Promise<{ soon: number; missed: number }> {
  return selectAtRisk(app);
}
