import { ProgressBar } from '../../components/progress.tsx';
import { exactTime } from '../../format/time.ts';
import { t, tn } from '../../i18n/index.ts';
import type { Policies } from './types.ts';

/** How far reckoning everything anew has come, or when it was done last. */
export function Recount({ recount }: { recount: Policies['recount'] }) {
  if (recount === null) return null;
  if (recount.endedAt === null)
    return (
      <div>
        <p className="muted">
          {recount.reason} · {t('promises.recount', { done: recount.done, total: recount.total })}
        </p>
        <ProgressBar value={recount.done} max={recount.total} label={t('promises.recount.label')} />
      </div>
    );
  return (
    <p className="muted promises-recount">
      {recount.reason}: {tn('promises.recounted', recount.done, { time: exactTime(recount.endedAt) })}
    </p>
  );
}
