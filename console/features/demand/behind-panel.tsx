import { useInfiniteQuery } from '@tanstack/react-query';
import { api, type Page } from '../../api/client.ts';
import type { PostView } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { SidePanel } from '../../components/dialog.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { EmptyState } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { t } from '../../i18n/index.ts';
import { StreamPost } from '../stream/stream-post.tsx';
import '../stream/stream.css';
import type { NeedView, Place, WindowDays } from './types.ts';
import { placeName, windowLabel } from './words.ts';

interface BehindPanelProps {
  need: NeedView;
  place: Place;
  days: WindowDays;
  onClose(): void;
}

/** The posts of the people that a number counts, newest first. */
export function BehindPanel({ need, place, days, onClose }: BehindPanelProps) {
  const { country, region, area } = place;
  const asked = { country, region, area, days };
  const posts = useInfiniteQuery({
    queryKey: ['demand', 'posts', need.id, asked],
    queryFn: ({ signal, pageParam }) =>
      api.get<Page<PostView>>(
        `/demand/needs/${need.id}/posts`,
        { ...asked, limit: 25, cursor: pageParam },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
  });
  return (
    <SidePanel title={t('demand.behind')} isOpen onOpenChange={(isOpen) => !isOpen && onClose()}>
      <p className="muted behind-what">
        {t('demand.behind.text', { need: need.name, place: placeName(place), window: windowLabel(days) })}
      </p>
      {posts.isPending ? (
        <SkeletonRows count={3} label={t('common.loading')} />
      ) : posts.isError ? (
        <ErrorState error={posts.error} isSmall onRetry={() => void posts.refetch()} />
      ) : (
        <>
          <Posts items={posts.data.pages.flatMap((page) => page.items)} />
          {posts.hasNextPage && (
            <Button isBusy={posts.isFetchingNextPage} onClick={() => void posts.fetchNextPage()}>
              {t('common.loadMore')}
            </Button>
          )}
        </>
      )}
    </SidePanel>
  );
}

function Posts({ items }: { items: readonly PostView[] }) {
  if (items.length === 0) return <EmptyState isSmall title={t('demand.behind.none')} />;
  return (
    <ul className="stream-list" aria-label={t('demand.posts')}>
      {items.map((post) => (
        <li key={post.id} className="stream-item">
          <StreamPost post={post} />
        </li>
      ))}
    </ul>
  );
}
