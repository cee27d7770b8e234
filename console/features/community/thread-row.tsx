import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ExternalLink } from 'lucide-react';
import { useCan } from '../../app/session.ts';
import { Time } from '../../components/time.tsx';
import { t, tn } from '../../i18n/index.ts';
import { communityQueries, type ThreadView } from './queries.ts';
import { ThreadActions } from './thread-actions.tsx';
import { ThreadMarks } from './thread-marks.tsx';

/** One thread: what it is, how far it is, and what a moderator can do with it. */
export function ThreadRow({ thread }: { thread: ThreadView }) {
  const mayModerate = useCan()('community.moderate');
  const categories = useQuery(communityQueries.categories()).data ?? [];
  const category = categories.find(({ id }) => id === thread.categoryId);
  return (
    <li className="list-row">
      <div className="row-main">
        <div className="row-title">
          <Link to="/community-desk/$threadId" params={{ threadId: thread.id }}>
            <strong>{thread.title}</strong>
          </Link>
          <a
            href={thread.url}
            target="_blank"
            rel="noreferrer"
            aria-label={t('community.visitThread', { title: thread.title })}
          >
            <ExternalLink size={14} aria-hidden />
          </a>
          <ThreadMarks thread={thread} />
        </div>
        <p className="muted">
          {[category?.name, thread.author.name, tn('community.answers', Math.max(0, thread.posts - 1))]
            .filter(Boolean)
            .join(' · ')}
          {' · '}
          <Time at={thread.lastActivity} />
        </p>
      </div>
      {mayModerate && <ThreadActions thread={thread} />}
    </li>
  );
}
