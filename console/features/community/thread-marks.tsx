import { CheckCircle2, Lock, Pin, Trash2 } from 'lucide-react';
import { Badge } from '../../components/badge.tsx';
import { useNow } from '../../components/time.tsx';
import { t } from '../../i18n/index.ts';
import { isPinned } from './deeds.ts';
import type { ThreadView } from './queries.ts';

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
