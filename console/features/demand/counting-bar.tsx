import { ProgressBar } from '../../components/progress.tsx';
import { t, tn } from '../../i18n/index.ts';
import type { NeedView } from './types.ts';

/** A new need counts so many days: nine weeks. */
const ALL_DAYS = 63;
/** Today is counted again all the time; that is no progress to watch. */
const WORTH_SHOWING = 2;

/** How far the past of a need is counted; nothing when it is. */
export function CountingBar({ need: { name, isCounting, dueDays } }: { need: NeedView }) {
  if (!isCounting || dueDays < WORTH_SHOWING) return null;
  return (
    <div className="counting" role="status">
      <ProgressBar
        value={Math.max(0, ALL_DAYS - dueDays)}
        max={ALL_DAYS}
        label={t('demand.counting.bar', { name })}
      />
      <p>{tn('demand.counting.text', dueDays)}</p>
    </div>
  );
}
