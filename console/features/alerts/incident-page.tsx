import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { BellOff, Check, ThumbsDown, ThumbsUp } from 'lucide-react';
import { api } from '../../api/client.ts';
import { useLive } from '../../app/live.ts';
import { useCan } from '../../app/session.ts';
import { BackLink } from '../../components/back-link.tsx';
import { Button } from '../../components/button.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Page, Section } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { Time, useNow } from '../../components/time.tsx';
import { toastError } from '../../components/toast-error.ts';
import { shortSpan } from '../../format/time.ts';
import { t } from '../../i18n/index.ts';
import { RuleAdvice } from './advice.tsx';
import { CauseView } from './cause.tsx';
import { AlertChart } from './chart.tsx';
import { Deliveries } from './deliveries.tsx';
import { Marks, sentenceOf, Severity } from './incident-row.tsx';
import { alertQueries } from './queries.ts';
import type { IncidentDetail } from './types.ts';

/** One incident: the chart, what the posts have in common, who was told, and what to do about it. */
export function IncidentPage() {
  const { incidentId } = useParams({ from: '/shell/alerts/$incidentId' });
  const queryClient = useQueryClient();
  const incident = useQuery(alertQueries.incident(incidentId));
  useLive('alert.changed', () => void queryClient.invalidateQueries({ queryKey: ['alerts'] }));
  if (incident.isPending)
    return (
      <Page title={t('alerts.title')}>
        <SkeletonRows label={t('alerts.loading')} />
      </Page>
    );
  if (incident.isError)
    return (
      <Page title={t('alerts.title')}>
        <ErrorState error={incident.error} onRetry={() => void incident.refetch()} />
      </Page>
    );
  return <Found incident={incident.data} />;
}

function Found({ incident }: { incident: IncidentDetail }) {
  const sentence = sentenceOf(incident);
  const span = {
    from: incident.since,
    to: incident.ended,
    label: t('alerts.spike', { severity: String(incident.severity) }),
  };
  return (
    <Page
      title={incident.topic.name}
      text={sentence}
      toolbar={<BackLink to="/alerts">{t('alerts.title')}</BackLink>}
    >
      <AlertChart
        {...incident.chart}
        spans={[span]}
        label={t('alerts.chart.label', { topic: incident.topic.name, sentence })}
      />
      <Facts incident={incident} />
      <Actions incident={incident} />
      <AdviceAbout incident={incident} />
      {incident.cause !== null && incident.cause.posts > 0 && (
        <Section title={t('alerts.cause')} text={t('alerts.cause.text')}>
          <CauseView cause={incident.cause} />
        </Section>
      )}
      <Section title={t('alerts.told')}>
        <Deliveries deliveries={incident.deliveries} />
      </Section>
    </Page>
  );
}

/** What judging this one and others suggests for the rules about its topic. */
function AdviceAbout({ incident }: { incident: IncidentDetail }) {
  const rules = useQuery(alertQueries.rules()).data ?? [];
  const about = rules.filter(
    ({ kind, topicIds }) =>
      kind === incident.kind && (topicIds.length === 0 || topicIds.includes(incident.topic.id)),
  );
  return about.map((rule) => <RuleAdvice key={rule.id} rule={rule} />);
}

function Facts({ incident }: { incident: IncidentDetail }) {
  const now = useNow();
  const lasted = (incident.ended === null ? now : Date.parse(incident.ended)) - Date.parse(incident.since);
  return (
    <dl className="alert-facts">
      <div>
        <dt>{t('alerts.severity')}</dt>
        <dd>
          <Severity severity={incident.severity} />
        </dd>
      </div>
      <div>
        <dt>{t('alerts.since')}</dt>
        <dd>
          <Time at={incident.since} as="exact" />
        </dd>
      </div>
      <div>
        <dt>{t('alerts.noticed')}</dt>
        <dd>
          <Time at={incident.noticed} as="exact" />
        </dd>
      </div>
      <div>
        <dt>{t('alerts.lasted')}</dt>
        <dd>{shortSpan(lasted)}</dd>
      </div>
      <div>
        <dt>{t('alerts.state')}</dt>
        <dd className="alert-buttons">
          <Marks incident={incident} />
          {incident.ended !== null &&
            t(incident.reason === 'new-normal' ? 'alerts.newNormal' : 'alerts.over')}
        </dd>
      </div>
    </dl>
  );
}

function Actions({ incident }: { incident: IncidentDetail }) {
  const can = useCan();
  const queryClient = useQueryClient();
  const handle = useMutation({
    mutationFn: (told: {
      acknowledged?: boolean;
      snoozeMinutes?: number;
      verdict?: 'useful' | 'false' | null;
    }) => api.post<IncidentDetail>(`/alerts/incidents/${incident.id}`, told),
    onSuccess: (changed) => {
      queryClient.setQueryData(alertQueries.incident(incident.id).queryKey, changed);
      void queryClient.invalidateQueries({ queryKey: ['alerts', 'incidents'] });
      void queryClient.invalidateQueries({ queryKey: ['alerts', 'rules'] });
    },
    onError: toastError,
  });
  if (!can('alerts.handle')) return null;
  const { acknowledged, snoozedUntil, verdict, ended } = incident;
  return (
    <div className="alert-actions">
      <Button
        icon={Check}
        variant={acknowledged === null && ended === null ? 'primary' : 'secondary'}
        onClick={() => handle.mutate({ acknowledged: acknowledged === null })}
      >
        {acknowledged === null
          ? t('alerts.acknowledge')
          : t('alerts.unacknowledge', { name: acknowledged.by })}
      </Button>
      {ended === null && (
        <Button
          icon={BellOff}
          onClick={() => handle.mutate({ snoozeMinutes: snoozedUntil === null ? 120 : 0 })}
        >
          {t(snoozedUntil === null ? 'alerts.snooze' : 'alerts.unsnooze')}
        </Button>
      )}
      <Button
        icon={ThumbsUp}
        aria-pressed={verdict === 'useful'}
        onClick={() => handle.mutate({ verdict: verdict === 'useful' ? null : 'useful' })}
      >
        {t('alerts.useful')}
      </Button>
      <Button
        icon={ThumbsDown}
        aria-pressed={verdict === 'false'}
        onClick={() => handle.mutate({ verdict: verdict === 'false' ? null : 'false' })}
      >
        {t('alerts.falseAlarm')}
      </Button>
    </div>
  );
}
