import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Handshake, Plus } from 'lucide-react';
import { useLive } from '../../app/live.ts';
import { useCan } from '../../app/session.ts';
import { WhoCan } from '../../app/who-can.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { EmptyState, Page } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { t } from '../../i18n/index.ts';
import { PolicyList } from './policy-list.tsx';
import './promises.css';
import { promiseQueries } from './queries.ts';
import { Recount } from './recount.tsx';

/** What is promised to whom, in the order in which it is asked. */
export function PoliciesPage() {
  const policies = useQuery(promiseQueries.policies());
  const mayManage = useCan()('promises.manage');
  useLive('promises.changed', () => void policies.refetch());
  useLive('promises.progress', () => void policies.refetch());
  return (
    <Page
      title={t('promises.settings')}
      text={t('promises.settings.text')}
      actions={
        mayManage && (
          <Link to="/settings/promises/new" className="button button-primary button-m">
            <Plus size={16} aria-hidden />
            {t('promises.add')}
          </Link>
        )
      }
    >
      <div className="stack">
        <WhoCan permission="promises.manage" action={t('promises.changing')} />
        {policies.isError ? (
          <ErrorState error={policies.error} onRetry={() => void policies.refetch()} />
        ) : policies.isPending ? (
          <SkeletonRows count={3} label={t('common.loading')} />
        ) : policies.data.items.length === 0 ? (
          <EmptyState icon={Handshake} title={t('promises.empty')} text={t('promises.empty.text')} isSmall />
        ) : (
          <>
            <Recount recount={policies.data.recount} />
            <PolicyList policies={policies.data.items} mayManage={mayManage} />
          </>
        )}
      </div>
    </Page>
  );
}
