import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import type { DuplicatesView } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { SidePanel } from '../../components/dialog.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { NetworkIcon } from '../../components/network-icon.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { Time } from '../../components/time.tsx';
import { shortNumber } from '../../format/number.ts';
import { t, tn } from '../../i18n/index.ts';
import { authorName } from '../posts/author.ts';
import { StreamPost } from '../stream/stream-post.tsx';
import '../stream/stream.css';
import './clusters.css';

/** Everything that says the same as a post: how often, since when, by whom, and the posts. */
export function CopiesPanel({ postId, onClose }: { postId: string; onClose(): void }) {
  const found = useInfiniteQuery({
    queryKey: ['copies', 'of', postId],
    queryFn: ({ signal, pageParam }) =>
      api.get<DuplicatesView>(`/copies/${postId}`, { cursor: pageParam, limit: 25 }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
  });
  return (
    <SidePanel title={t('clusters.copies')} isOpen onOpenChange={(isOpen) => !isOpen && onClose()}>
      {found.isPending ? (
        <SkeletonRows count={3} label={t('clusters.loading')} />
      ) : found.isError ? (
        <ErrorState error={found.error} isSmall onRetry={() => void found.refetch()} />
      ) : (
        <>
          <Summary found={found.data.pages[0]!} />
          <ul className="stream-list" aria-label={t('clusters.posts')}>
            {found.data.pages
              .flatMap((page) => page.items)
              .map((post) => (
                <li key={post.id} className="stream-item">
                  <StreamPost post={post} />
                </li>
              ))}
          </ul>
          {found.hasNextPage && (
            <Button isBusy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
              {t('clusters.more')}
            </Button>
          )}
        </>
      )}
    </SidePanel>
  );
}

function Summary({ found }: { found: DuplicatesView }) {
  return (
    <section className="copies-summary">
      <p>
        {tn('clusters.count', found.posts)} · {tn('clusters.authors', found.authors)} ·{' '}
        {tn('clusters.texts', found.texts)}
      </p>
      <p className="muted">
        {t('clusters.first', { name: authorName(found.first.author) })} <Time at={found.first.createdAt} />
        {found.waiting > 0 && ` · ${t('clusters.waiting')}`}
      </p>
      <h3>{t('clusters.who')}</h3>
      <ul className="copies-authors">
        {found.topAuthors.map(({ author, posts }) => (
          <li key={author.id}>
            <NetworkIcon network={author.network} />
            <span className="ellipsis">{authorName(author)}</span>
            <span className="figure">{shortNumber(posts)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
