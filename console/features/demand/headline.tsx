import { t } from '../../i18n/index.ts';
import { dayName } from './days.ts';
import { LevelBadge } from './level-badge.tsx';
import type { PictureView, Place } from './types.ts';
import { headlineOf, levelOf, placeName, worstOf } from './words.ts';

/** Fewer days make a poor usual. */
const ENOUGH_DAYS = 14;

/** The area that stands out most, in a sentence that opens its posts. */
export function Headline({ picture, onOpen }: { picture: PictureView; onOpen(place: Place): void }) {
  const { areas, days, from, to, countedDays, need } = picture;
  const worst = worstOf(areas);
  if (worst === undefined) return null;
  const level = levelOf(worst.sigma ?? 0);
  const isCalm = level === 'usual' || level === 'below';
  const span = from === to ? dayName(to) : `${dayName(from)} – ${dayName(to)}`;
  return (
    <section className="headline" data-level={level}>
      {isCalm && <p className="muted">{`${t('demand.headline.calm')} ${t('demand.headline.most')}`}</p>}
      <h2>
        <button
          type="button"
          className="headline-open"
          title={placeName(worst)}
          onClick={() => onOpen(worst)}
        >
          {headlineOf(worst, days)}
        </button>
        <LevelBadge level={level} />
      </h2>
      <p className="headline-compared">
        {t(countedDays < ENOUGH_DAYS ? 'demand.compared.few' : 'demand.compared', {
          span,
          days: countedDays,
          zone: need.zone.replaceAll('_', ' '),
        })}
      </p>
    </section>
  );
}
