import { Link } from '@tanstack/react-router';
import { BellOff, Check, CircleDot } from 'lucide-react';
import { Badge } from '../../components/badge.tsx';
import { classNames } from '../../components/class-names.ts';
import { Time } from '../../components/time.tsx';
import { shortNumber } from '../../format/number.ts';
import { t } from '../../i18n/index.ts';
import type { Incident } from './types.ts';
import './alerts.css';

/** One incident: how bad, about what, since when, and what was done. */
export function IncidentRow({ incident }: { incident: Incident }) {
  return (
    <li>
      <Link to="/alerts/$incidentId" params={{ incidentId: incident.id }} className="alert-row">
        <Severity severity={incident.severity} />
        <span className="alert-name">{incident.topic.name}</span>
        <span className="alert-marks">
          <Marks incident={incident} />
        </span>
        <p>
          {sentenceOf(incident)} · <Time at={incident.since} />
        </p>
      </Link>
    </li>
  );
}

/** From 1 to 10, told by its figure; the colours only repeat it. */
export function Severity({ severity }: { severity: number }) {
  const step = severity >= 7 ? 7 : severity >= 4 ? 4 : 1;
  return (
    <span className={classNames('alert-severity', `alert-severity-${step}`)}>
      <span className="visually-hidden">{t('alerts.severity')} </span>
      {severity}
    </span>
  );
}

export function Marks({ incident }: { incident: Incident }) {
  return (
    <>
      {incident.ended === null && (
        <Badge tone="bad" icon={CircleDot}>
          {t('alerts.open')}
        </Badge>
      )}
      {incident.acknowledged !== null && (
        <Badge tone="ok" icon={Check}>
          {t('alerts.acknowledged')}
        </Badge>
      )}
      {incident.snoozedUntil !== null && <Badge icon={BellOff}>{t('alerts.snoozed')}</Badge>}
      {incident.verdict === 'false' && <Badge>{t('alerts.falseAlarm')}</Badge>}
    </>
  );
}

/** “240 posts instead of 31”. */
export function sentenceOf({ kind, observed, expected }: Incident): string {
  const usual = expected >= 10 ? shortNumber(Math.round(expected)) : String(Math.round(expected * 10) / 10);
  return t(kind === 'spike' ? 'alerts.instead' : 'alerts.threshold', { posts: shortNumber(observed), usual });
}
