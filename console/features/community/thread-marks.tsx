import { CheckCircle2, Clock, Lock, Pin, Trash2 } from 'lucide-react';
import { Badge } from '../../components/badge.tsx';
import { Time, useNow } from '../../components/time.tsx';
import { t, tn } from '../../i18n/index.ts';
import { isPinned } from './deeds.ts';
import type { ThreadView } from './queries.ts';

/** What happens to it by itself next. */
export function NextMark({ thread }: { thread: ThreadView }) {
  const { isClosed, isDeleted, opensAt, closesAt, closesAfter } = thread;
  if (isDeleted) return null;
  const at = isClosed ? opensAt : closesAt;
  if (at === null && (isClosed || closesAfter === null)) return null;
  return (
    <Badge icon={Clock} isQuiet>
      {at === null ? (
        tn('community.closesAfter', closesAfter ?? 0)
      ) : (
        <>
          {t(isClosed ? 'community.opensAt' : 'community.closesAt')} <Time at={at} as="exact" />
        </>
      )}
    </Badge>
  );
}

/** How far a thread is, by words and shapes. */
export function ThreadMarks({ thread }: { thread: ThreadView }) {
  const now = useNow();
  return (
    <>
      {thread.isDeleted && (
        <Badge tone="bad" icon={Trash2}>
          {t('community.deleted')}
        </Badge>
      )}
      {thread.isSolved && (
        <Badge tone="ok" icon={CheckCircle2}>
          {t('community.solved')}
        </Badge>
      )}
      {isPinned(thread, now) && (
        <Badge icon={Pin} isQuiet>
          {t('community.pinned')}
        </Badge>
      )}
      {thread.isClosed && (
        <Badge icon={Lock} isQuiet>
          {t('community.closed')}
        </Badge>
      )}
    </>
  );
}
