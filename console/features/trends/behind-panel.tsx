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
import type { Behind } from './context.ts';
import type { Asked } from './search.ts';
import type { Dimension } from './types.ts';
import { spanName, valueName } from './words.ts';

interface BehindPanelProps {
  subject: string;
  name: string;
  asked: Asked;
  behind: Behind;
  onClose(): void;
}

const LISTS: ReadonlySet<string> = new Set(['authors', 'sites', 'links', 'tags', 'words']);

/** The posts that a number counts, newest first. */
export function BehindPanel({ subject, name, asked, behind, onClose }: BehindPanelProps) {
  const { by, value, from = asked.from, to = asked.to } = behind;
  const period = { from, to };
  return (
    <SidePanel title={t('trends.behind')} isOpen onOpenChange={(isOpen) => !isOpen && onClose()}>
      <p className="muted behind-what">
        {[name, by !== undefined && value !== undefined ? valueOf(by, value) : null, spanName(period)]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <BehindPosts asked={{ subject, from, to, zone: asked.zone, by, value }} />
    </SidePanel>
  );
}

function valueOf(by: string, value: string): string {
  if (by === 'authors') return t('trends.panel.authors');
  if (by === 'tags') return `#${value}`;
  return LISTS.has(by) ? `“${value}”` : valueName(by as Dimension, value);
}

interface PostsAsked {
  subject: string;
  from: string;
  to: string;
  zone: string;
  by?: string | undefined;
  value?: string | undefined;
}

export function BehindPosts({
  asked,
  limit = 25,
  isShort = false,
}: {
  asked: PostsAsked;
  limit?: number;
  isShort?: boolean;
}) {
  const posts = useInfiniteQuery({
    queryKey: ['trends', 'posts', asked, limit],
    queryFn: ({ signal, pageParam }) =>
      api.get<Page<PostView>>('/trends/posts', { ...asked, limit, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
  });
  if (posts.isPending) return <SkeletonRows count={3} label={t('trends.loading')} />;
  if (posts.isError) return <ErrorState error={posts.error} isSmall onRetry={() => void posts.refetch()} />;
  const items = posts.data.pages.flatMap((page) => page.items);
  if (items.length === 0 && !posts.hasNextPage)
    return <EmptyState isSmall title={t(isShort ? 'trends.nothing' : 'trends.behind.none')} />;
  return (
    <>
      <ul className="stream-list" aria-label={t('trends.posts')}>
        {items.map((post) => (
          <li key={post.id} className="stream-item">
            <StreamPost post={post} />
          </li>
        ))}
      </ul>
      {isShort ? null : posts.hasNextPage ? (
        <Button isBusy={posts.isFetchingNextPage} onClick={() => void posts.fetchNextPage()}>
          {t('trends.behind.more')}
        </Button>
      ) : (
        <p className="stream-end">{t('trends.behind.end')}</p>
      )}
    </>
  );
}
