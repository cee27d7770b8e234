import { shortNumber } from '../../format/number.ts';
import { t, tn } from '../../i18n/index.ts';
import { AreaOutlets } from './area-outlets.tsx';
import { DayLine } from './day-line.tsx';
import { LevelBadge } from './level-badge.tsx';
import type { AreaView, PictureView } from './types.ts';
import { levelOf, placeName, shortPlaceName, sigmaText, usualText } from './words.ts';

/** One area: how many people, how many are usual, how far that is, its last days, and its outlets. */
export function AreaRow({ area, picture, onOpen }: { area: AreaView; picture: PictureView; onOpen(): void }) {
  const { people, expected, sigma, series } = area;
  const place = shortPlaceName(area);
  return (
    <li className="area-row">
      <div className="area-name">
        <h3>{placeName(area)}</h3>
        <LevelBadge level={levelOf(sigma ?? 0)} />
      </div>
      <dl className="area-figures">
        <div>
          <dt>{t('demand.figure.people')}</dt>
          <dd className="figures">
            <button
              type="button"
              className="people-open"
              aria-label={t('demand.figure.open', {
                people: tn('demand.people', people ?? 0),
                place: place.charAt(0).toLowerCase() + place.slice(1),
              })}
              onClick={onOpen}
            >
              {shortNumber(people ?? 0)}
            </button>
          </dd>
        </div>
        <div>
          <dt>{t('demand.figure.usual')}</dt>
          <dd className="figures">{usualText(expected ?? 0)}</dd>
        </div>
        <div>
          <dt>{t('demand.figure.sigma')}</dt>
          <dd className="figures">{sigmaText(sigma ?? 0)}</dd>
        </div>
      </dl>
      <DayLine series={series} to={picture.to} window={picture.days} />
      <AreaOutlets area={area} item={picture.need.item} />
    </li>
  );
}
