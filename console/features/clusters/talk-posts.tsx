import { useInfiniteQuery } from '@tanstack/react-query';
import { api, type Page } from '../../api/client.ts';
import type { PostView } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { SidePanel } from '../../components/dialog.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { t } from '../../i18n/index.ts';
import '../stream/stream.css';
import { FoldedPost } from './folded-post.tsx';
import { useFolded } from './use-copies.ts';

interface TalkPostsProps {
  id: string;
  name: string;
  asked: { topic: string; from: string; to: string };
  onClose(): void;
}

/** The posts that a talk's number counts, newest first. */
export function TalkPosts({ id, name, asked, onClose }: TalkPostsProps) {
  const posts = useInfiniteQuery({
    queryKey: ['talk', 'posts', id, asked],
    queryFn: ({ signal, pageParam }) =>
      api.get<Page<PostView>>(`/talk/${id}/posts`, { ...asked, cursor: pageParam, limit: 25 }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
  });
  return (
    <SidePanel title={name} isOpen onOpenChange={(isOpen) => !isOpen && onClose()}>
      {posts.isPending ? (
        <SkeletonRows count={3} label={t('clusters.loading')} />
      ) : posts.isError ? (
        <ErrorState error={posts.error} isSmall onRetry={() => void posts.refetch()} />
      ) : (
        <>
          <Folded posts={posts.data.pages.flatMap((page) => page.items)} />
          {posts.hasNextPage && (
            <Button isBusy={posts.isFetchingNextPage} onClick={() => void posts.fetchNextPage()}>
              {t('clusters.more')}
            </Button>
          )}
        </>
      )}
    </SidePanel>
  );
}

function Folded({ posts }: { posts: readonly PostView[] }) {
  const rows = useFolded(posts);
  return (
    <ul className="stream-list" aria-label={t('clusters.posts')}>
      {rows.map((row) => (
        <li key={row.post.id} className="stream-item">
          <FoldedPost row={row} />
        </li>
      ))}
    </ul>
  );
}
