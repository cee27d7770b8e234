import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { CaseDetail } from '#respond/cases/schema.ts';
import { api } from '../../api/client.ts';
import { BackLink } from '../../components/back-link.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { t } from '../../i18n/index.ts';
import { CustomerPages } from '../case-page/customer-pages.tsx';
import { PersonPanel } from '../persons/person-panel.tsx';
import { CaseHead } from './case-head.tsx';
import { CaseHistory } from './case-history.tsx';
import { CaseNote } from './case-note.tsx';
import { CaseSaid } from './case-said.tsx';
import './cases.css';
import { Checklist } from './checklist.tsx';
import { CaseFiles } from './case-files.tsx';
import { CaseLinks } from './case-links.tsx';
import { CaseFields } from './fields.tsx';
import { caseQueries } from './queries.ts';
import { TimeSpent } from './time-spent.tsx';
import { useMeasuredTime } from './use-measured-time.ts';
import { useCaseNews } from './use-cases.ts';

/** One case on one page: what was said over all channels, and beside it everything known about it. */
export function CasePage() {
  useCaseNews();
  const { caseId } = useParams({ from: '/shell/cases/$caseId' });
  const detail = useQuery(caseQueries.detail(caseId));
  useEffect(() => {
    // Notices about it are over for whoever looks; missing one is no harm.
    api.post(`/cases/${caseId}/seen`).catch(() => undefined);
  }, [caseId]);
  return (
    <div className="page case-page">
      <div className="case-page-inner">
        <BackLink to="/cases">{t('cases.title')}</BackLink>
        {detail.data !== undefined ? (
          <Loaded detail={detail.data} />
        ) : detail.isError ? (
          <ErrorState error={detail.error} onRetry={() => void detail.refetch()} />
        ) : (
          <SkeletonRows label={t('cases.loading')} count={5} />
        )}
      </div>
    </div>
  );
}

function Loaded({ detail }: { detail: CaseDetail }) {
  useMeasuredTime(detail.id);
  return (
    <>
      <CaseHead detail={detail} />
      <div className="case-columns">
        <div className="case-main">
          <CaseSaid detail={detail} />
          <CaseNote key={detail.id} caseId={detail.id} />
        </div>
        <aside className="case-side" aria-label={t('cases.side')}>
          <CaseFields detail={detail} />
          <Checklist detail={detail} />
          <CaseLinks detail={detail} />
          {detail.customer !== null && <PersonPanel accountId={detail.customer.accountId} />}
          <CustomerPages detail={detail} />
          <CaseFiles detail={detail} />
          <TimeSpent detail={detail} />
          <CaseHistory detail={detail} />
        </aside>
      </div>
    </>
  );
}
