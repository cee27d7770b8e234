import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Plus, UserCheck } from 'lucide-react';
import { useLive } from '../../app/live.ts';
import { useCan } from '../../app/session.ts';
import { WhoCan } from '../../app/who-can.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { EmptyState, Page, Section } from '../../components/page.tsx';
import { PolicyList } from '../../components/policies/policy-list.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { t } from '../../i18n/index.ts';
import './approvals.css';
import { NewcomersForm } from './newcomers-form.tsx';
import { teamQueries } from '../teams/queries.ts';
import { approvalQueries } from './queries.ts';
import { TrustList } from './trust-list.tsx';
import type { Policy } from './types.ts';
import { wordsOf } from './who.ts';

/** Whose replies wait, for whom, and who is trusted. */
export function ApprovalSettingsPage() {
  const queryClient = useQueryClient();
  const mayManage = useCan()('approvals.manage');
  const settings = useQuery(approvalQueries.settings());
  const policies = useQuery(approvalQueries.policies());
  const teams = useQuery(teamQueries.teams()).data ?? [];
  const people = useQuery(teamQueries.people()).data ?? [];
  const names = new Map([...teams, ...people].map(({ id, name }) => [id, name]));
  useLive('approvals.configured', () => void queryClient.invalidateQueries({ queryKey: ['approvals'] }));
  return (
    <Page title={t('approvals.title')} text={t('approvals.settings.text')}>
      <div className="stack">
        <WhoCan permission="approvals.manage" action={t('approvals.changing')} />
        <Section title={t('approvals.newcomers')} text={t('approvals.newcomers.text')}>
          {settings.isError ? (
            <ErrorState error={settings.error} isSmall onRetry={() => void settings.refetch()} />
          ) : settings.isPending ? (
            <SkeletonRows count={3} label={t('common.loading')} />
          ) : (
            <NewcomersForm
              key={JSON.stringify(settings.data)}
              start={settings.data}
              isReadOnly={!mayManage}
            />
          )}
        </Section>
        <Section title={t('approvals.trust')} text={t('approvals.trust.text')}>
          <TrustList mayManage={mayManage} />
        </Section>
        <Section
          title={t('approvals.policies')}
          text={t('approvals.policies.text')}
          actions={
            mayManage && (
              <Link to="/settings/approvals/new" className="button button-primary button-m">
                <Plus size={16} aria-hidden />
                {t('approvals.policy.add')}
              </Link>
            )
          }
        >
          {policies.data === undefined || policies.data.length === 0 ? (
            <EmptyState
              icon={UserCheck}
              title={t('approvals.policies.empty')}
              text={t('approvals.policies.empty.text')}
              isSmall
            />
          ) : (
            <PolicyList area="approvals" policies={policies.data} mayManage={mayManage}>
              {(policy) => stepsText(policy, names)}
            </PolicyList>
          )}
        </Section>
      </div>
    </Page>
  );
}

/** “Lead: Olga or Team Berlin → Press: Kim by link” */
function stepsText({ terms }: Policy, names: ReadonlyMap<string, string>): string {
  return terms.steps
    .map(({ name, need, who }) => {
      const word = t(need === 'any' ? 'approvals.or' : 'approvals.and');
      return `${name}: ${who.map((one) => wordsOf(one, names)).join(` ${word} `)}`;
    })
    .join(' → ');
}
