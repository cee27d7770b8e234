import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from '../../components/button.tsx';
import { MoreList } from '../../components/more-list.tsx';
import { Time } from '../../components/time.tsx';
import { t } from '../../i18n/index.ts';
import { floodQueries } from './queries.ts';
import { useFlood } from './use-flood.ts';

/** What is held, the oldest first; each thread can be let in by itself. */
export function FloodPosts({ id, mayWork }: { id: string; mayWork: boolean }) {
  const found = useInfiniteQuery(floodQueries.posts(id));
  const { letIn } = useFlood(id);
  const posts = found.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <MoreList found={found} label={t('floods.held')} empty={<p className="muted">{t('floods.none')}</p>}>
      {posts.map((post) => (
        <li key={post.id} className="flood-post">
          <div className="grow">
            <span className="faint">
              <Time at={post.createdAt} />
            </span>
            <p className="flood-words" dir="auto">
              {post.title !== null && post.title !== '' && <strong>{post.title} </strong>}
              {post.text}
            </p>
          </div>
          {mayWork && (
            <Button
              size="s"
              isBusy={letIn.isPending && letIn.variables === post.id}
              onClick={() => letIn.mutate(post.id)}
            >
              {t('floods.letIn')}
            </Button>
          )}
        </li>
      ))}
    </MoreList>
  );
}
