import { useQuery, useQueryClient } from '@tanstack/react-query';
import { FileUp } from 'lucide-react';
import { useCan } from '../../app/session.ts';
import { WhoCan } from '../../app/who-can.tsx';
import { BackLink } from '../../components/back-link.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { EmptyState, Page, Section } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { t } from '../../i18n/index.ts';
import { ImportRow } from './import-row.tsx';
import { sourceQueries } from './queries.ts';
import './sources.css';
import { UploadForm } from './upload-form.tsx';

/** Files of posts: upload one, see how far it is, and which lines were not understood. */
export function ImportsPage() {
  const { data, error, isPending, refetch } = useQuery(sourceQueries.imports());
  const queryClient = useQueryClient();
  const mayManage = useCan()('sources.manage');
  return (
    <Page title={t('sources.imports')} text={<BackLink to="/sources">{t('sources.back')}</BackLink>}>
      <div className="stack">
        {mayManage ? (
          <UploadForm onStarted={() => void queryClient.invalidateQueries({ queryKey: ['imports'] })} />
        ) : (
          <WhoCan permission="sources.manage" action={t('sources.import.uploading')} />
        )}
        <Section title={t('sources.imports.list')}>
          {error !== null && data === undefined ? (
            <ErrorState error={error} isSmall onRetry={() => void refetch()} />
          ) : isPending ? (
            <SkeletonRows count={2} label={t('common.loading')} />
          ) : data.length === 0 ? (
            <EmptyState
              isSmall
              icon={FileUp}
              title={t('sources.imports.empty')}
              text={t('sources.imports.emptyText')}
            />
          ) : (
            <ul className="list">
              {data.map((one) => (
                <ImportRow key={one.id} view={one} mayManage={mayManage} />
              ))}
            </ul>
          )}
        </Section>
      </div>
    </Page>
  );
}
