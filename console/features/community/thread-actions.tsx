import { useQuery } from '@tanstack/react-query';
import { Clock, FolderInput, Lock, LockOpen, MoreHorizontal, Pin, PinOff, Trash2, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../../components/button.tsx';
import { Menu } from '../../components/menu.tsx';
import { useNow } from '../../components/time.tsx';
import { t } from '../../i18n/index.ts';
import { isPinned as isPinnedAt, PIN_DAYS } from './deeds.ts';
import { communityQueries, type ThreadView } from './queries.ts';
import { DialogFor, type Wish } from './thread-dialogs.tsx';
import { TimersDialog } from './timers-dialog.tsx';
import { useThreadDeeds } from './use-moderation.ts';

/** The menu of what a moderator can do with a thread as a whole. */
export function ThreadActions({ thread }: { thread: ThreadView }) {
  const [wish, setWish] = useState<Wish | 'time' | null>(null);
  const categories = useQuery(communityQueries.categories()).data ?? [];
  const deeds = useThreadDeeds();
  const isPinned = isPinnedAt(thread, useNow());
  const entries = thread.isDeleted
    ? [{ label: t('community.restore'), icon: Undo2, onSelect: () => deeds.restore(thread) }]
    : [
        {
          label: isPinned ? t('community.unpin') : t('community.pin', { days: PIN_DAYS }),
          icon: isPinned ? PinOff : Pin,
          onSelect: () => deeds.pin(thread, !isPinned),
        },
        thread.isClosed
          ? { label: t('community.reopen'), icon: LockOpen, onSelect: () => deeds.open(thread) }
          : { label: t('community.close'), icon: Lock, onSelect: () => setWish('close') },
        { label: t('community.timers'), icon: Clock, onSelect: () => setWish('time') },
        { label: t('community.move'), icon: FolderInput, onSelect: () => setWish('move') },
        'line' as const,
        { label: t('community.delete'), icon: Trash2, isDanger: true, onSelect: () => setWish('delete') },
      ];
  return (
    <>
      <Menu
        align="end"
        trigger={<IconButton icon={MoreHorizontal} label={t('community.actions', { title: thread.title })} />}
        entries={entries}
      />
      {wish === 'time' && <TimersDialog thread={thread} onClose={() => setWish(null)} />}
      {wish && wish !== 'time' && (
        <DialogFor wish={wish} thread={thread} categories={categories} onClose={() => setWish(null)} />
      )}
    </>
  );
}
