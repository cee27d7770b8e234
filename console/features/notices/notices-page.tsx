import { useInfiniteQuery } from '@tanstack/react-query';
import { BellOff, CheckCheck } from 'lucide-react';
import { api, type Page as PageOf } from '../../api/client.ts';
import type { Notice } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { EmptyState, Page } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { t } from '../../i18n/index.ts';
import { NoticeRow } from './notice-row.tsx';
import { useNoticeActions } from './use-notice-actions.ts';

type NoticePage = PageOf<Notice> & { unread: number };

/** Everything that is open. A trouble that is over takes its notice away by itself. */
export function NoticesPage() {
  const list = useInfiniteQuery({
    queryKey: ['notices', 'all'],
    queryFn: ({ pageParam, signal }) =>
      api.get<NoticePage>('/notices', { cursor: pageParam, limit: 50 }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor ?? null,
  });
  const { read, readAll, isBusy } = useNoticeActions();
  const notices = list.data?.pages.flatMap((page) => page.items) ?? [];
  const unread = list.data?.pages[0]?.unread ?? 0;
  return (
    <Page
      title={t('shell.notices')}
      text={t('notices.text')}
      actions={
        unread > 0 && (
          <Button icon={CheckCheck} isBusy={isBusy} onClick={readAll}>
            {t('shell.notices.readAll')}
          </Button>
        )
      }
    >
      {list.error !== null && notices.length === 0 ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : list.isPending ? (
        <SkeletonRows count={3} label={t('common.loading')} />
      ) : notices.length === 0 ? (
        <EmptyState icon={BellOff} title={t('notices.empty')} text={t('shell.notices.empty')} />
      ) : (
        <div className="stack">
          <ul className="list">
            {notices.map((notice) => (
              <NoticeRow key={notice.id} notice={notice} onRead={() => read(notice.id)} />
            ))}
          </ul>
          {list.hasNextPage && (
            <Button isBusy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {t('common.loadMore')}
            </Button>
          )}
        </div>
      )}
    </Page>
  );
}
