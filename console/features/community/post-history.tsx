import { useQuery } from '@tanstack/react-query';
import { Dialog } from '../../components/dialog.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Time } from '../../components/time.tsx';
import { t } from '../../i18n/index.ts';
import { communityQueries, type PostView } from './queries.ts';

/** What a post said before it was changed, newest first. */
export function PostHistory({ post, onClose }: { post: PostView; onClose(): void }) {
  const history = useQuery(communityQueries.history(post.id));
  return (
    <Dialog
      title={t('community.history')}
      text={t('community.history.text')}
      size="l"
      isOpen
      onOpenChange={onClose}
    >
      <Loaded query={history} rows={3}>
        {(revisions) => (
          <ol className="thread-posts">
            {revisions.toReversed().map(({ revision, byName, at, title, markdown }) => (
              <li key={revision} className="thread-post">
                <p className="muted">
                  {t('community.history.until', { name: byName })} <Time at={at} />
                </p>
                {title !== null && <strong dir="auto">{title}</strong>}
                <p className="thread-post-text" dir="auto">
                  {markdown}
                </p>
              </li>
            ))}
          </ol>
        )}
      </Loaded>
    </Dialog>
  );
}
