import { CheckCircle2, History, MoreHorizontal, PencilLine, PencilOff, Trash2, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useCan } from '../../app/session.ts';
import { Badge } from '../../components/badge.tsx';
import { IconButton } from '../../components/button.tsx';
import { Tick } from '../../components/choice.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { TextField } from '../../components/field.tsx';
import { Menu, type MenuEntry } from '../../components/menu.tsx';
import { Time } from '../../components/time.tsx';
import { t, tn } from '../../i18n/index.ts';
import { PostHistory } from './post-history.tsx';
import { LinkCards } from './link-cards.tsx';
import type { PostView, ThreadDetail, ThreadView } from './queries.ts';
import { usePostDeeds } from './use-moderation.ts';

interface ThreadPostProps {
  post: PostView & Pick<ThreadDetail['items'][number], 'cards'>;
  thread: ThreadView;
  /** While posts are chosen to be split off. */
  choice: { isOn: boolean; onChange(isOn: boolean): void } | undefined;
}

/** One post of a thread, with what can be done to it. */
export function ThreadPost({ post, thread, choice }: ThreadPostProps) {
  const { number, author } = post;
  return (
    <li className="thread-post" data-chosen={choice?.isOn} data-deleted={post.isDeleted}>
      <div className="thread-post-head">
        {choice && (
          <Tick
            label={t('community.post.choose', { number, name: author.name })}
            isOn={choice.isOn}
            onChange={choice.onChange}
          />
        )}
        <strong>{author.name}</strong>
        {author.id === null && <Badge tone="accent">{t('community.team')}</Badge>}
        <span className="muted">
          #{number} · <Time at={post.createdAt} />
        </span>
        {post.isAccepted && !post.isDeleted && (
          <Badge tone="ok" icon={CheckCircle2}>
            {t('community.accepted')}
          </Badge>
        )}
        {post.isWiki && (
          <Badge icon={PencilLine} isQuiet>
            {post.editors === 0 ? t('community.wiki') : tn('community.wiki.edited', post.editors)}
          </Badge>
        )}
        <span className="grow" />
        <PostMenu post={post} thread={thread} />
      </div>
      {post.deleted && (
        <p className="thread-post-gone">
          <Trash2 size={14} aria-hidden />
          {t(post.deleted.reason === '' ? 'community.post.gone' : 'community.post.goneWhy', {
            name: post.deleted.by,
            reason: post.deleted.reason,
          })}
        </p>
      )}
      <p className="thread-post-text" dir="auto">
        {post.text}
      </p>
      {post.cards.length > 0 && <LinkCards cards={post.cards} />}
    </li>
  );
}

function PostMenu({ post, thread }: { post: PostView; thread: ThreadView }) {
  const can = useCan();
  const deeds = usePostDeeds();
  const [wish, setWish] = useState<'delete' | 'history' | null>(null);
  const [reason, setReason] = useState('');
  const mayAccept = can('community.write') && thread.kind === 'question' && post.number > 1;
  const entries: MenuEntry[] = [];
  if (mayAccept && !post.isDeleted)
    entries.push({
      label: t(post.isAccepted ? 'community.unaccept' : 'community.accept'),
      icon: CheckCircle2,
      onSelect: () => deeds.accept(post, !post.isAccepted),
    });
  if (post.revision > 1)
    entries.push({ label: t('community.history'), icon: History, onSelect: () => setWish('history') });
  if (can('community.moderate') && !post.isDeleted && !thread.isDeleted)
    entries.push({
      label: t(post.isWiki ? 'community.wiki.close' : 'community.wiki.open'),
      icon: post.isWiki ? PencilOff : PencilLine,
      onSelect: () => deeds.setWiki(post, !post.isWiki),
    });
  if (can('community.moderate') && post.number > 1 && !thread.isDeleted)
    entries.push(
      post.isDeleted
        ? { label: t('community.restore'), icon: Undo2, onSelect: () => deeds.restorePost(post) }
        : { label: t('community.delete'), icon: Trash2, isDanger: true, onSelect: () => setWish('delete') },
    );
  if (entries.length === 0) return null;
  return (
    <>
      <Menu
        align="end"
        trigger={
          <IconButton
            size="s"
            icon={MoreHorizontal}
            label={t('community.post.actions', { number: post.number, name: post.author.name })}
          />
        }
        entries={entries}
      />
      {wish === 'history' && <PostHistory post={post} onClose={() => setWish(null)} />}
      {wish === 'delete' && (
        <Confirm
          title={t('community.post.delete', { name: post.author.name })}
          text={t('community.post.delete.text')}
          confirm={t('community.delete')}
          isDanger
          isOpen
          onOpenChange={() => setWish(null)}
          onConfirm={() => deeds.removePost(post, reason)}
        >
          <TextField
            label={t('community.reason')}
            hint={t('community.post.reason.hint')}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Confirm>
      )}
    </>
  );
}
