import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ChevronRight, Reply, StickyNote, X } from 'lucide-react';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { api } from '../../api/client.ts';
import type {
  Activity,
  ChangeResult,
  ConversationDetail,
  Note,
  PostView,
  ReplyView,
} from '../../api/types.ts';
import { useCan, useUser } from '../../app/session.ts';
import { offerUndo } from '../../app/undo.ts';
import { Avatar } from '../../components/avatar.tsx';
import { IconButton } from '../../components/button.tsx';
import { FileList } from '../../components/files/file-list.tsx';
import { Time, useNow } from '../../components/time.tsx';
import { toastError } from '../../components/toast-error.ts';
import { dayOf } from '../../format/time.ts';
import { t, tn } from '../../i18n/index.ts';
import { MakeMenu } from '../contributions/make-menu.tsx';
import { KeepExample } from '../voice/keep-example.tsx';
import { PostCard } from '../posts/post-card.tsx';
import { noteParts } from './mention.ts';
import { rowFields, writeRows } from './queries.ts';
import { ReplyCard, ReplyFooter } from './reply-card.tsx';
import './thread.css';
import { activityText, buildTimeline, newestAnswer, type TimelineItem } from './timeline.ts';

interface ThreadProps {
  detail: ConversationDetail;
  replies: readonly ReplyView[];
  onAnswer(post: PostView): void;
  onRewrite(reply: ReplyView): void;
}

/** Everything that happened, oldest first. It opens at the newest post, and stays where the reader is when more comes. */
export function Thread({ detail, replies, onAnswer, onRewrite }: ThreadProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const items = useMemo(
    () => buildTimeline(detail, replies, (iso) => new Date(iso).toDateString()),
    [detail, replies],
  );
  // The pane is laid out from its end, so 0 is the bottom and it stays there by itself when more comes or the composer grows.
  useLayoutEffect(() => {
    const pane = scroller.current;
    const last = [...(pane?.querySelectorAll('.post') ?? [])].at(-1);
    if (pane === null || last === undefined) return;
    const above = last.getBoundingClientRect().top - pane.getBoundingClientRect().top;
    // A long last post is read from its beginning.
    if (above < 0) pane.scrollTop += above - 16;
  }, []);
  const written = items.findLast((item) => item.kind === 'reply' || item.kind === 'note')?.id;
  const [first] = useState(written);
  const newest = newestAnswer(items);
  useEffect(() => {
    if (written !== undefined && written !== first) scroller.current?.scrollTo({ top: 0 });
  }, [written, first]);
  return (
    <div className="thread" ref={scroller} role="region" aria-label={t('inbox.thread')} tabIndex={0}>
      <div className="thread-all">
        {detail.thread.length === 0 && <p className="thread-empty">{t('inbox.thread.empty')}</p>}
        <ol className="thread-items">
          {items.map((item) => (
            <li key={item.id} className={`thread-item thread-${item.kind}`}>
              <Item
                item={item}
                conversationId={detail.id}
                isLast={item.id === newest}
                onAnswer={onAnswer}
                onRewrite={onRewrite}
              />
            </li>
          ))}
        </ol>
      </div>
    </div>
  );
}

interface ItemProps {
  item: TimelineItem;
  conversationId: string;
  /** It is the newest answer of ours. */
  isLast: boolean;
  onAnswer(post: PostView): void;
  onRewrite(reply: ReplyView): void;
}

function Item({ item, conversationId, isLast, onAnswer, onRewrite }: ItemProps) {
  switch (item.kind) {
    case 'day':
      return <Day at={item.at} />;
    case 'post':
      return (
        <PostCard
          post={item.post}
          answers={item.answers}
          writer={item.reply?.isAutomatic ? t('inbox.reply.automatic') : item.reply?.createdBy.name}
          footer={item.reply !== null && <ReplyFooter reply={item.reply} />}
          actions={
            item.post.deletedAt === null &&
            (item.post.isOwn ? (
              <>
                <KeepExample post={item.post} />
                {item.reply?.isAutomatic !== true && (
                  <MakeMenu
                    source={{ kind: 'reply', id: item.reply?.id ?? item.post.id, conversationId }}
                    isElsewhere={item.post.network !== 'community'}
                    hasKeys={isLast}
                  />
                )}
              </>
            ) : (
              <IconButton
                className="thread-answer"
                size="s"
                icon={Reply}
                label={t('inbox.thread.answer')}
                onClick={() => onAnswer(item.post)}
              />
            ))
          }
        />
      );
    case 'reply':
      return (
        <ReplyCard
          reply={item.reply}
          onRewrite={onRewrite}
          actions={
            item.reply.state === 'sent' &&
            item.reply.removedAt === null &&
            !item.reply.isAutomatic && (
              <MakeMenu
                source={{ kind: 'reply', id: item.reply.id, conversationId }}
                isElsewhere={item.reply.account.network !== 'community'}
                hasKeys={isLast}
              />
            )
          }
        />
      );
    case 'note':
      return <NoteCard note={item.note} conversationId={conversationId} />;
    case 'activity':
      return <ActivityLine activity={item.activity} />;
    case 'activities':
      return <ActivityRun activities={item.activities} />;
  }
}

function Day({ at }: { at: string }) {
  const now = useNow();
  return <span>{dayOf(at, now)}</span>;
}

function ActivityRun({ activities }: { activities: Activity[] }) {
  const [isOpen, setIsOpen] = useState(false);
  const newest = activities.at(-1);
  return (
    <>
      <button
        type="button"
        className="activity-more"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        <ChevronRight size={14} aria-hidden />
        {tn('inbox.thread.changes', activities.length)}
      </button>
      {isOpen
        ? activities.map((activity) => <ActivityLine key={activity.id} activity={activity} />)
        : newest !== undefined && <ActivityLine activity={newest} />}
    </>
  );
}

function ActivityLine({ activity }: { activity: Activity }) {
  const queryClient = useQueryClient();
  const can = useCan();
  const undo = useMutation({
    mutationFn: (token: string) => api.post<ChangeResult>('/inbox/undo', { undo: token }),
    onSuccess: (result) => {
      writeRows(queryClient, result.items.map(rowFields));
      void queryClient.invalidateQueries({ queryKey: ['inbox', 'detail'] });
      void queryClient.invalidateQueries({ queryKey: ['inbox', 'counts'] });
    },
    onError: toastError,
  });
  const token = activity.canUndo && can('inbox.work') ? activity.undo : null;
  return (
    <p className="activity">
      <span>{activityText(activity)}</span> <Time at={activity.at} />
      {token !== null && (
        <button
          type="button"
          className="activity-undo"
          disabled={undo.isPending}
          onClick={() => undo.mutate(token)}
        >
          {t('common.undo')}
        </button>
      )}
    </p>
  );
}

function NoteCard({ note, conversationId }: { note: Note; conversationId: string }) {
  const user = useUser();
  const queryClient = useQueryClient();
  const renew = () => queryClient.invalidateQueries({ queryKey: ['inbox', 'detail', conversationId] });
  const remove = useMutation({
    mutationFn: () => api.delete<{ undo: string }>(`/inbox/notes/${note.id}`),
    onSuccess: ({ undo }) => {
      void renew();
      offerUndo({
        text: t('inbox.note.removed'),
        undo: async () => {
          await api.post('/inbox/undo', { undo }).catch(toastError);
          await renew();
        },
      });
    },
    onError: toastError,
  });
  const parts = noteParts(
    note.text,
    note.mentions.map((mention) => mention.name),
  );
  return (
    <article className="note" aria-label={t('inbox.note.from', { name: note.author.name })}>
      <header className="note-head">
        <StickyNote size={14} aria-hidden />
        <Avatar id={note.author.id} name={note.author.name} size={20} />
        <strong className="ellipsis">{note.author.name}</strong>
        <span className="note-kind">{t('inbox.note')}</span>
        <span className="grow" />
        <Time at={note.createdAt} />
        {note.author.id === user.id && (
          <IconButton size="s" icon={X} label={t('inbox.note.remove')} onClick={() => remove.mutate()} />
        )}
      </header>
      <p className="note-text" dir="auto">
        {parts.map((part) =>
          part.isMention ? (
            <strong key={part.start} className="note-mention">
              {part.text}
            </strong>
          ) : (
            <span key={part.start}>{part.text}</span>
          ),
        )}
      </p>
      <FileList files={note.files} />
    </article>
  );
}
