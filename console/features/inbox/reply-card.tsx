import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ExternalLink } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { api } from '../../api/client.ts';
import type { ReplyView } from '../../api/types.ts';
import { useCan } from '../../app/session.ts';
import { Avatar } from '../../components/avatar.tsx';
import { FileList } from '../../components/files/file-list.tsx';
import { Button } from '../../components/button.tsx';
import { networkName } from '../../components/network-icon.tsx';
import { Time, useNow } from '../../components/time.tsx';
import { toastError } from '../../components/toast-error.ts';
import { relativeTime } from '../../format/time.ts';
import { t, tn } from '../../i18n/index.ts';
import { WaitingReply } from '../approvals/waiting-reply.tsx';
import { Parts } from '../posts/post-text.tsx';
import { textParts } from '../posts/text-parts.ts';
import './reply-card.css';
import { ReplyBadge } from './status.tsx';

type Step = 'retry' | 'send-held' | 'cancel' | 'confirm-sent' | 'confirm-absent' | 'remove';

/** A reply on its way: its words, where it stands, and what a person can do about it. */
export function ReplyCard({
  reply,
  onRewrite,
  actions,
}: {
  reply: ReplyView;
  onRewrite?(reply: ReplyView): void;
  /** Beside its time. */
  actions?: ReactNode;
}) {
  return (
    <article className={`reply reply-${reply.state}`}>
      <Avatar id={reply.account.id} name={reply.account.handle} />
      <div className="reply-main">
        <header className="reply-head">
          <strong className="ellipsis">
            {t('inbox.reply.by', {
              name: reply.isAutomatic ? t('inbox.reply.automatic') : reply.createdBy.name,
              handle: reply.account.handle,
            })}
          </strong>
          <span className="grow" />
          <ReplyBadge state={reply.state} />
          <Time at={reply.sentAt ?? reply.createdAt} className="faint" />
          {actions}
        </header>
        <p className="post-text" dir="auto">
          <Parts parts={textParts(reply.text)} />
        </p>
        <ReplyFooter reply={reply} onRewrite={onRewrite} />
      </div>
    </article>
  );
}

/** Why a reply is where it is, its receipt, and its buttons. Also used in the outbox. */
export function ReplyFooter({
  reply,
  onRewrite,
  extra,
}: {
  reply: ReplyView;
  onRewrite?(reply: ReplyView): void;
  extra?: ReactNode;
}) {
  const now = useNow();
  const can = useCan();
  const [isSure, setIsSure] = useState(false);
  const queryClient = useQueryClient();
  const step = useMutation({
    mutationFn: (name: Step) =>
      name === 'send-held'
        ? api.post<unknown>('/outbox/held/send', { ids: [reply.id] })
        : api.post<unknown>(`/replies/${reply.id}/${name}`),
    onError: toastError,
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: ['inbox', 'detail', reply.conversationId] });
      void queryClient.invalidateQueries({ queryKey: ['outbox'] });
    },
  });
  const button = (name: Step, label: string) =>
    can('replies.send') && (
      <Button
        size="s"
        isBusy={step.isPending && step.variables === name}
        disabled={step.isPending}
        onClick={() => step.mutate(name)}
      >
        {label}
      </Button>
    );
  const isTried = reply.attempts > 0 && reply.state !== 'sent';
  const isOffered = reply.canBeTakenBack && reply.state === 'sent' && reply.removedAt === null;
  return (
    <>
      {(reply.problem !== null || isTried) && (
        <p className="reply-problem">
          {reply.problem}
          {isTried && (
            <span className="faint">
              {' '}
              {tn('inbox.reply.attempts', reply.attempts)}
              {reply.nextAttemptAt !== null &&
                `, ${t('inbox.reply.next', { time: relativeTime(reply.nextAttemptAt, now) })}`}
            </span>
          )}
        </p>
      )}
      {reply.deliveries.map(({ state, recipient, reason }) => (
        <p key={`${state} ${recipient}`} className="reply-problem">
          {t(`mailbox.${state}`, { reason: recipient === null ? reason : `${recipient}: ${reason}` })}
        </p>
      ))}
      <FileList files={reply.files} />
      {reply.state === 'waiting' && <WaitingReply reply={reply} />}
      <div className="reply-actions">
        {reply.state === 'ready' && button('cancel', t('inbox.reply.cancel'))}
        {reply.state === 'held' && button('send-held', t('inbox.reply.sendHeld'))}
        {reply.state === 'held' && button('cancel', t('inbox.reply.discard'))}
        {reply.state === 'failed' && button('retry', t('inbox.reply.retry'))}
        {reply.state === 'failed' && onRewrite !== undefined && (
          <Button size="s" onClick={() => onRewrite(reply)}>
            {t('inbox.reply.edit')}
          </Button>
        )}
        {reply.state === 'uncertain' && button('confirm-sent', t('inbox.reply.confirmSent'))}
        {reply.state === 'uncertain' && button('confirm-absent', t('inbox.reply.confirmAbsent'))}
        {isOffered && isSure && button('remove', t('inbox.reply.remove.sure'))}
        {reply.receipt !== null && reply.removedAt === null && reply.receipt.url !== null && (
          <a className="reply-receipt" href={reply.receipt.url} target="_blank" rel="noopener noreferrer">
            <ExternalLink size={14} aria-hidden />
            {t('inbox.reply.open', { network: networkName(reply.account.network) })}
          </a>
        )}
        {extra}
        {isOffered && !isSure && can('replies.send') && (
          <button type="button" className="reply-remove" onClick={() => setIsSure(true)}>
            {t('inbox.reply.remove', { network: networkName(reply.account.network) })}
          </button>
        )}
        {reply.removedAt !== null && (
          <span className="faint">
            {t('inbox.reply.removed', { network: networkName(reply.account.network) })}{' '}
            <Time at={reply.removedAt} />
          </span>
        )}
      </div>
    </>
  );
}
