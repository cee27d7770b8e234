import { BellRing, Check } from 'lucide-react';
import { Badge } from '../../components/badge.tsx';
import { Time } from '../../components/time.tsx';
import { t, tn } from '../../i18n/index.ts';
import type { AlertView, PictureView } from './types.ts';
import { placeName, sigmaText, usualText } from './words.ts';

/** Open alerts, then those that are over. */
export function AlertList({ picture: { alerts, need } }: { picture: PictureView }) {
  const sorted = alerts.toSorted((a, b) => Number(a.endedAt !== null) - Number(b.endedAt !== null));
  return (
    <section className="demand-part" aria-label={t('demand.alerts')}>
      <header className="demand-part-head">
        <div className="grow">
          <h2>{t('demand.alerts')}</h2>
          <p className="muted">{t('demand.alerts.text', { sigma: sigmaText(need.alertFrom) })}</p>
        </div>
      </header>
      {sorted.length === 0 ? (
        <p className="muted">{t('demand.alerts.none')}</p>
      ) : (
        <ul className="list">
          {sorted.map((alert) => (
            <Alert key={alert.id} alert={alert} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Alert({ alert }: { alert: AlertView }) {
  const { highestSigma, people, expected, beganAt, endedAt } = alert;
  return (
    <li className="alert-row">
      {endedAt === null ? (
        <Badge tone="bad" icon={BellRing}>
          {t('demand.alert.open')}
        </Badge>
      ) : (
        <Badge icon={Check} isQuiet>
          {t('demand.alert.past')}
        </Badge>
      )}
      <span className="alert-place">{placeName(alert)}</span>
      <span className="alert-figures">
        {t('demand.alert.figures', {
          sigma: sigmaText(highestSigma),
          people: tn('demand.people', people),
          usual: tn('demand.areUsual', Math.round(expected), { usual: usualText(expected) }),
        })}
      </span>
      <span className="alert-when faint">
        {t('demand.alert.since')} <Time at={beganAt} as="exact" />
        {endedAt !== null && (
          <>
            {' '}
            {t('demand.alert.until')} <Time at={endedAt} as="exact" />
          </>
        )}
      </span>
    </li>
  );
}
