import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Plus, Route } from 'lucide-react';
import { useLive } from '../../app/live.ts';
import { useCan } from '../../app/session.ts';
import { WhoCan } from '../../app/who-can.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { EmptyState, Page, Section } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { t } from '../../i18n/index.ts';
import { teamQueries } from '../teams/queries.ts';
import { DryRunView } from './dry-run.tsx';
import { routingQueries } from './queries.ts';
import { RuleList } from './rule-list.tsx';
import './routing.css';

/** Rules that bring conversations to teams and people, in the order in which they are asked. */
export function RoutingPage() {
  const rules = useQuery(routingQueries.rules());
  const teams = useQuery(teamQueries.teams());
  const people = useQuery(teamQueries.people());
  const mayManage = useCan()('routing.manage');
  useLive('routing.changed', () => void rules.refetch());
  return (
    <Page
      title={t('routing.title')}
      text={t('routing.text')}
      actions={
        mayManage && (
          <Link to="/routing/new" className="button button-primary button-m">
            <Plus size={16} aria-hidden />
            {t('routing.add')}
          </Link>
        )
      }
    >
      <div className="stack">
        <WhoCan permission="routing.manage" action={t('routing.changing')} />
        {rules.isError ? (
          <ErrorState error={rules.error} onRetry={() => void rules.refetch()} />
        ) : rules.isPending ? (
          <SkeletonRows count={4} label={t('common.loading')} />
        ) : rules.data.rules.length === 0 ? (
          <EmptyState icon={Route} title={t('routing.empty.title')} text={t('routing.empty.text')} isSmall />
        ) : (
          <>
            <RuleList
              rules={rules.data.rules}
              teams={teams.data ?? []}
              people={people.data ?? []}
              mayManage={mayManage}
            />
            <Section title={t('routing.dryRun')} text={t('routing.dryRun.text')}>
              <DryRunView />
            </Section>
          </>
        )}
      </div>
    </Page>
  );
}
