import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { CircleCheck } from 'lucide-react';
import { queries } from '../../api/queries.ts';
import { useGo } from '../../app/go.ts';
import { useCan } from '../../app/session.ts';
import { WhoCan } from '../../app/who-can.tsx';
import { BackLink } from '../../components/back-link.tsx';
import { Button } from '../../components/button.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Select } from '../../components/field.tsx';
import { EmptyState, Page } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { t } from '../../i18n/index.ts';
import { sourceQueries } from './queries.ts';
import { RefusalRow } from './refusal-row.tsx';
import { ReplayAll, ReplayProgress } from './replay-all.tsx';
import './sources.css';

/** Payloads that were not understood and are kept aside. */
export function RefusalsPage() {
  const { source }: { source?: string } = useSearch({ strict: false });
  const sources = useQuery(queries.sources()).data ?? [];
  const imports = useQuery(sourceQueries.imports()).data ?? [];
  const list = useInfiniteQuery(sourceQueries.refusals(source));
  const mayManage = useCan()('sources.manage');
  const go = useGo();
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const isImport = source !== undefined && !sources.some(({ id }) => id === source);
  return (
    <Page
      title={t('sources.refusals')}
      text={<BackLink to="/sources">{t('sources.back')}</BackLink>}
      actions={mayManage && rows.length > 0 && <ReplayAll />}
      toolbar={
        <Select
          aria-label={t('sources.refusals.of')}
          value={source ?? ''}
          onChange={(event) =>
            go(
              event.target.value === ''
                ? '/sources/refusals'
                : `/sources/refusals?source=${event.target.value}`,
            )
          }
          choices={[
            { value: '', label: t('sources.refusals.ofAll') },
            ...sources.map(({ id, name }) => ({ value: id, label: name })),
            ...(isImport
              ? [
                  {
                    value: source,
                    label: imports.find(({ id }) => id === source)?.name ?? t('sources.refusals.ofImport'),
                  },
                ]
              : []),
          ]}
        />
      }
    >
      <div className="stack">
        <p className="muted">{t('sources.refusals.text')}</p>
        <ReplayProgress mayManage={mayManage} />
        <WhoCan permission="sources.manage" action={t('sources.changing')} />
        {list.error !== null && rows.length === 0 ? (
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        ) : list.isPending ? (
          <SkeletonRows count={4} label={t('common.loading')} />
        ) : rows.length === 0 ? (
          <EmptyState
            icon={CircleCheck}
            title={t('sources.refusals.empty')}
            text={t('sources.refusals.emptyText')}
          />
        ) : (
          <>
            <ul className="list">
              {rows.map((refusal) => (
                <RefusalRow
                  key={refusal.id}
                  refusal={refusal}
                  sourceName={
                    [...sources, ...imports].find(({ id }) => id === refusal.sourceId)?.name ?? null
                  }
                  mayManage={mayManage}
                />
              ))}
            </ul>
            {list.hasNextPage && (
              <Button isBusy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                {t('common.loadMore')}
              </Button>
            )}
          </>
        )}
      </div>
    </Page>
  );
}
