import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { BellRing, Plus, Settings2 } from 'lucide-react';
import { useLive } from '../../app/live.ts';
import { useCan } from '../../app/session.ts';
import { Button } from '../../components/button.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { EmptyState, Page, Section } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { t, tn } from '../../i18n/index.ts';
import { RuleAdvice } from './advice.tsx';
import './alerts.css';
import { Feeds } from './feeds.tsx';
import { IncidentRow } from './incident-row.tsx';
import { alertQueries } from './queries.ts';
import type { Incident, Rule } from './types.ts';

/** What is going on, what went on, and what is watched for. */
export function AlertsPage() {
  const queryClient = useQueryClient();
  const can = useCan();
  const incidents = useInfiniteQuery(alertQueries.incidents());
  const rules = useQuery(alertQueries.rules());
  useLive('alert.changed', () => void queryClient.invalidateQueries({ queryKey: ['alerts'] }));
  const items = incidents.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page
      title={t('alerts.title')}
      text={t('alerts.text')}
      actions={
        can('alerts.rules') && (
          <Link to="/alerts/rules/new" className="button button-primary">
            <Plus size={16} aria-hidden />
            {t('alerts.add')}
          </Link>
        )
      }
    >
      {incidents.isPending || rules.isPending ? (
        <SkeletonRows label={t('alerts.loading')} />
      ) : incidents.isError ? (
        <ErrorState error={incidents.error} isSmall onRetry={() => void incidents.refetch()} />
      ) : (
        <>
          <Incidents items={items} hasRules={(rules.data ?? []).length > 0} />
          {incidents.hasNextPage && (
            <Button isBusy={incidents.isFetchingNextPage} onClick={() => void incidents.fetchNextPage()}>
              {t('common.loadMore')}
            </Button>
          )}
          {(rules.data ?? []).length > 0 && (
            <Rules rules={rules.data ?? []} canChange={can('alerts.rules')} />
          )}
          {can('alerts.rules') && <Feeds />}
        </>
      )}
    </Page>
  );
}

function Incidents({ items, hasRules }: { items: readonly Incident[]; hasRules: boolean }) {
  const open = items.filter(({ ended }) => ended === null);
  const past = items.filter(({ ended }) => ended !== null);
  if (items.length === 0)
    return (
      <EmptyState
        icon={BellRing}
        title={t(hasRules ? 'alerts.calm.title' : 'alerts.empty.title')}
        text={t(hasRules ? 'alerts.calm.text' : 'alerts.empty.text')}
      />
    );
  return (
    <div className="stack">
      {open.length > 0 && <List title={tn('alerts.openCount', open.length)} items={open} />}
      {past.length > 0 && <List title={t('alerts.past')} items={past} />}
    </div>
  );
}

function List({ title, items }: { title: string; items: readonly Incident[] }) {
  return (
    <section>
      <h2>{title}</h2>
      <ul className="list" aria-label={title}>
        {items.map((incident) => (
          <IncidentRow key={incident.id} incident={incident} />
        ))}
      </ul>
    </section>
  );
}

function Rules({ rules, canChange }: { rules: readonly Rule[]; canChange: boolean }) {
  return (
    <Section title={t('alerts.rules')} text={t('alerts.rules.text')}>
      {rules.map((rule) => (
        <RuleAdvice key={rule.id} rule={rule} />
      ))}
      <ul className="list" aria-label={t('alerts.rules')}>
        {rules.map((rule) => (
          <li key={rule.id} className="alert-row">
            <Settings2 size={20} aria-hidden />
            {canChange ? (
              <Link to="/alerts/rules/$ruleId" params={{ ruleId: rule.id }} className="alert-name">
                {rule.name}
              </Link>
            ) : (
              <span className="alert-name">{rule.name}</span>
            )}
            <span className="muted">{t(rule.isOn ? 'alerts.rule.on' : 'alerts.rule.off')}</span>
            <p>
              {t(`alerts.kind.${rule.kind}`)} ·{' '}
              {rule.topicIds.length === 0
                ? t('alerts.allTopics')
                : tn('alerts.topicCount', rule.topicIds.length)}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
