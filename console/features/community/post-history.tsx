import { useQuery } from '@tanstack/react-query';
import { Undo2 } from 'lucide-react';
import { useCan } from '../../app/session.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Time } from '../../components/time.tsx';
import { t } from '../../i18n/index.ts';
import { DiffText } from '../approvals/diff-text.tsx';
import { changesOf } from './history.ts';
import { communityQueries, type PostView } from './queries.ts';
import { usePostDeeds } from './use-moderation.ts';

/** Every change of a post: what went, what came, who did it; back to what it said before. Newest first. */
export function PostHistory({ post, onClose }: { post: PostView; onClose(): void }) {
  const history = useQuery(communityQueries.history(post.id));
  const mayRevert = useCan()('community.moderate') && !post.isDeleted;
  const deeds = usePostDeeds();
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
            {changesOf(revisions, post.markdown).map(({ revision, byName, at, title, before, after }) => (
              <li key={revision} className="thread-post thread-post-change">
                <p className="muted">
                  {t('community.history.by', { name: byName })} <Time at={at} />
                </p>
                {title !== null && <p dir="auto">{t('community.history.title', { title })}</p>}
                <DiffText before={before} after={after} />
                {mayRevert && before !== post.markdown && (
                  <Button
                    size="s"
                    icon={Undo2}
                    onClick={() => {
                      deeds.revert(post, before);
                      onClose();
                    }}
                  >
                    {t('community.history.revert')}
                  </Button>
                )}
              </li>
            ))}
          </ol>
        )}
      </Loaded>
    </Dialog>
  );
}
