import { useQuery } from '@tanstack/react-query';
import { api, type Page } from '../../api/client.ts';
import type { PostView, SourceView } from '../../api/types.ts';
import { shortNumber } from '../../format/number.ts';
import { t, tn } from '../../i18n/index.ts';
import { PostCard } from '../posts/post-card.tsx';
import { HealthBadge } from '../sources/health-badge.tsx';
import { SamplePosts } from '../sources/test-result.tsx';
import type { SourceTest } from '../sources/types.ts';

interface LivePostsProps {
  firehose: SourceView | undefined;
  /** Posts that have just passed by, kept or not. */
  passing: SourceTest['sample'];
}

/** Proof that it works: the counter rises, and posts are seen that were written this minute. */
export function LivePosts({ firehose, passing }: LivePostsProps) {
  const { data } = useQuery({
    queryKey: ['welcome', 'stream'],
    queryFn: ({ signal }) => api.get<Page<PostView>>('/stream', { limit: 5 }, signal),
    refetchInterval: 3000,
  });
  const kept = data?.items ?? [];
  return (
    <>
      {firehose !== undefined && (
        <p className="row live-count" role="status">
          <HealthBadge health={firehose.health} />
          <span>
            {t('welcome.sources.counts', {
              seen: shortNumber(firehose.lastHour.seen),
              kept: tn('common.posts', firehose.lastHour.kept),
            })}
          </span>
        </p>
      )}
      {kept.length > 0 && (
        <section className="live-posts">
          <h2>{t('welcome.sources.matched')}</h2>
          <ul>
            {kept.map((post) => (
              <li key={post.id}>
                <PostCard post={post} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {passing.length > 0 && (
        <section className="live-posts">
          <h2>{t('welcome.sources.passing')}</h2>
          <SamplePosts posts={passing} />
        </section>
      )}
    </>
  );
}
