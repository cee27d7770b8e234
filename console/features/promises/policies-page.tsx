import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Handshake, Plus } from 'lucide-react';
import { useLive } from '../../app/live.ts';
import { useCan } from '../../app/session.ts';
import { WhoCan } from '../../app/who-can.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { EmptyState, Page } from '../../components/page.tsx';
import { PolicyList } from '../../components/policies/policy-list.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { t } from '../../i18n/index.ts';
import { durationText } from './duration.ts';
import './promises.css';
import { promiseQueries } from './queries.ts';
import { Recount } from './recount.tsx';
import { KINDS, type PolicyView } from './types.ts';

/** What is promised to whom, in the order in which it is asked. */
export function PoliciesPage() {
  const policies = useQuery(promiseQueries.policies());
  const mayManage = useCan()('promises.manage');
  useLive('promises.changed', () => void policies.refetch());
  useLive('promises.progress', () => void policies.refetch());
  return (
    <Page
      title={t('promises.policies')}
      text={t('promises.policies.text')}
      actions={
        mayManage && (
          <Link to="/settings/promises/new" className="button button-primary button-m">
            <Plus size={16} aria-hidden />
            {t('promises.policy.add')}
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
            <PolicyList area="promises" policies={policies.data.items} mayManage={mayManage}>
              {targetsText}
            </PolicyList>
          </>
        )}
      </div>
    </Page>
  );
}

/** “First answer 15m to 4h · Solution 2d” */
function targetsText({ terms }: PolicyView): string {
  return KINDS.flatMap((kind) => {
    const minutes = terms.targets.flatMap((target) => target[kind] ?? []);
    if (minutes.length === 0) return [];
    const [least, most] = [Math.min(...minutes), Math.max(...minutes)];
    const span = least === most ? durationText(least) : `${durationText(least)} – ${durationText(most)}`;
    return `${t(`promises.kind.${kind}`)} ${span}`;
  }).join(' · ');
}
