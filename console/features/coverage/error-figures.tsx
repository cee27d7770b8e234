import { percent } from '../../format/number.ts';
import { t } from '../../i18n/index.ts';
import type { ForecastView } from './types.ts';

/** How wrong such forecasts were: back-tested, against the mean of the hour of the week. */
export function ErrorFigures({ forecast, network }: { forecast: ForecastView; network: string | null }) {
  const shown = forecast.channels.filter((one) => network === null || one.network === network);
  return (
    <ul className="coverage-errors">
      {shown.map(({ network: name, error }) => (
        <li key={name}>
          <strong>{name}</strong>{' '}
          {error === null ? (
            <span className="muted">{t('coverage.error.none', { days: forecast.knownDays })}</span>
          ) : (
            t('coverage.error', {
              error: percent(error.error),
              naive: percent(error.naive),
              day: percent(error.dayError),
              dayNaive: percent(error.dayNaive),
              within: percent(error.within),
            })
          )}
        </li>
      ))}
    </ul>
  );
}
