import { shortNumber } from '../../format/number.ts';
import { t } from '../../i18n/index.ts';

const HEIGHT = 64;

/** Events of each minute of the last hour, from zero; the highest minute is named. */
export function MinuteBars({ perMinute }: { perMinute: readonly number[] }) {
  const most = Math.max(0, ...perMinute);
  return (
    <figure className="minute-bars">
      <span className="figures muted" aria-hidden>
        {t('sources.hour.most', { count: shortNumber(most) })}
      </span>
      <svg
        role="img"
        aria-label={t('sources.hour.bars', { most: shortNumber(most) })}
        viewBox={`0 0 ${Math.max(1, perMinute.length)} ${HEIGHT}`}
        preserveAspectRatio="none"
        height={HEIGHT}
      >
        <path className="day-bar" d={perMinute.map((count, minute) => barAt(minute, count, most)).join('')} />
      </svg>
      <figcaption className="day-bars-ends figures">
        <span>{t('sources.hour.ago')}</span>
        <span>{t('time.now')}</span>
      </figcaption>
    </figure>
  );
}

/** One minute's bar as a piece of a path; a minute with anything in it can be seen. */
function barAt(minute: number, count: number, most: number): string {
  if (count === 0) return '';
  const height = Math.max(1.5, (count / most) * HEIGHT);
  return `M${minute + 0.12} ${HEIGHT}v${-height}h0.76v${height}z`;
}
