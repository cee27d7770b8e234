import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  CheckCircle2,
  FolderInput,
  Lock,
  LockOpen,
  MoreHorizontal,
  Pin,
  PinOff,
  Trash2,
  Undo2,
} from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { Badge } from '../../components/badge.tsx';
import { IconButton } from '../../components/button.tsx';
import { Menu } from '../../components/menu.tsx';
import { Time } from '../../components/time.tsx';
import { toastError } from '../../components/toast-error.ts';
import { t, tn } from '../../i18n/index.ts';
import { communityQueries, type ThreadView } from './queries.ts';
import { DialogFor, type Wish } from './thread-dialogs.tsx';

/** One thread: what it is, how far it is, and what a moderator can do with it. */
export function ThreadRow({ thread }: { thread: ThreadView }) {
  const mayModerate = useCan()('community.moderate');
  const [wish, setWish] = useState<Wish | null>(null);
  const categories = useQuery(communityQueries.categories()).data ?? [];
  const category = categories.find(({ id }) => id === thread.categoryId);
  return (
    <li className="list-row">
      <div className="row-main">
        <div className="row-title">
          <a href={thread.url} target="_blank" rel="noreferrer">
            <strong>{thread.title}</strong>
          </a>
          {thread.isSolved && (
            <Badge tone="ok" icon={CheckCircle2}>
              {t('community.solved')}
            </Badge>
          )}
          {thread.pinnedUntil !== null && (
            <Badge icon={Pin} isQuiet>
              {t('community.pinned')}
            </Badge>
          )}
          {thread.isClosed && (
            <Badge icon={Lock} isQuiet>
              {t('community.closed')}
            </Badge>
          )}
        </div>
        <p className="muted">
          {[category?.name, thread.author.name, tn('community.answers', Math.max(0, thread.posts - 1))]
            .filter(Boolean)
            .join(' · ')}
          {' · '}
          <Time at={thread.lastActivity} />
        </p>
      </div>
      {mayModerate && <Actions thread={thread} onWish={setWish} />}
      {wish && (
        <DialogFor wish={wish} thread={thread} categories={categories} onClose={() => setWish(null)} />
      )}
    </li>
  );
}

const PIN_DAYS = 14;

function Actions({ thread, onWish }: { thread: ThreadView; onWish(wish: Wish): void }) {
  const queryClient = useQueryClient();
  const path = `/forum/threads/${thread.id}`;
  const change = useMutation({
    mutationFn: ({ deleted, ...body }: { deleted?: boolean; [name: string]: unknown }) =>
      deleted === undefined ? api.patch(path, body) : api.put(`${path}/deleted`, { isDeleted: deleted }),
    onError: toastError,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['community'] }),
  });
  const isPinned = thread.pinnedUntil !== null;
  const pinnedUntil = () => new Date(Date.now() + PIN_DAYS * 86_400_000).toISOString();
  const entries = thread.isDeleted
    ? [{ label: t('community.restore'), icon: Undo2, onSelect: () => change.mutate({ deleted: false }) }]
    : [
        {
          label: isPinned ? t('community.unpin') : t('community.pin', { days: PIN_DAYS }),
          icon: isPinned ? PinOff : Pin,
          onSelect: () => change.mutate({ pinnedUntil: isPinned ? null : pinnedUntil() }),
        },
        thread.isClosed
          ? {
              label: t('community.reopen'),
              icon: LockOpen,
              onSelect: () => change.mutate({ isClosed: false }),
            }
          : { label: t('community.close'), icon: Lock, onSelect: () => onWish('close') },
        { label: t('community.move'), icon: FolderInput, onSelect: () => onWish('move') },
        'line' as const,
        { label: t('community.delete'), icon: Trash2, isDanger: true, onSelect: () => onWish('delete') },
      ];
  return (
    <Menu
      align="end"
      trigger={<IconButton icon={MoreHorizontal} label={t('community.actions', { title: thread.title })} />}
      entries={entries}
    />
  );
}
