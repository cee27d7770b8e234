import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { UserCheck } from 'lucide-react';
import { useLive } from '../../app/live.ts';
import { Button } from '../../components/button.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { EmptyState, Page } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { t } from '../../i18n/index.ts';
import { ApprovalList } from './approval-list.tsx';
import './approvals.css';
import { OwnTrust } from './own-trust.tsx';
import { approvalQueries } from './queries.ts';
import type { ListName } from './types.ts';

const LISTS: readonly ListName[] = ['decide', 'mine', 'decided'];

/** Replies that wait for somebody's word: to be decided, one's own, and what was decided. */
export function ApprovalsPage() {
  const { list = 'decide', open } = useSearch({ from: '/shell/approvals' });
  const queryClient = useQueryClient();
  const found = useInfiniteQuery(approvalQueries.list(list));
  const opened = useQuery({ ...approvalQueries.one(open ?? ''), enabled: open !== undefined });
  useLive('approval.changed', () => void queryClient.invalidateQueries({ queryKey: ['approvals'] }));
  const listed = found.data?.pages.flatMap((page) => page.items) ?? [];
  // What a notice leads to stands first, wherever it belongs now.
  const items =
    opened.data && open !== undefined ? [opened.data, ...listed.filter(({ id }) => id !== open)] : listed;
  return (
    <Page title={t('approvals.title')} text={t('approvals.text')} toolbar={<Lists current={list} />}>
      {list === 'mine' && <OwnTrust />}
      {found.isPending ? (
        <SkeletonRows label={t('common.loading')} count={3} />
      ) : found.isError ? (
        <ErrorState error={found.error} isSmall onRetry={() => void found.refetch()} />
      ) : items.length === 0 ? (
        <EmptyState
          icon={UserCheck}
          title={t(`approvals.empty.${list}`)}
          text={t(`approvals.empty.${list}.text`)}
        />
      ) : (
        <ApprovalList items={items} list={list} />
      )}
      {found.hasNextPage && (
        <p className="outbox-more">
          <Button isBusy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {t('common.loadMore')}
          </Button>
        </p>
      )}
    </Page>
  );
}

function Lists({ current }: { current: ListName }) {
  const counts = useQuery(approvalQueries.counts()).data;
  const count = (list: ListName) => (list === 'decided' ? 0 : (counts?.[list] ?? 0));
  return (
    <nav className="tab-list" aria-label={t('approvals.lists')}>
      {LISTS.map((list) => (
        <Link
          key={list}
          to="/approvals"
          search={list === 'decide' ? {} : { list }}
          className="tab"
          activeProps={{}}
          activeOptions={{ exact: true, includeSearch: true }}
          aria-current={current === list ? 'page' : undefined}
        >
          {t(`approvals.list.${list}`)}
          {count(list) > 0 && <span className="figures approval-count">{count(list)}</span>}
        </Link>
      ))}
    </nav>
  );
}
