import {
  ArrowLeft,
  Check,
  CircleDot,
  Clock,
  Ellipsis,
  Hourglass,
  Link2,
  Mail,
  PanelRight,
  Tag,
  UserRound,
  UsersRound,
  Zap,
} from 'lucide-react';
import type { ConversationDetail } from '../../api/types.ts';
import { useCan } from '../../app/session.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Chip } from '../../components/badge.tsx';
import { Button, IconButton } from '../../components/button.tsx';
import { Menu, type MenuEntry } from '../../components/menu.tsx';
import { useNow } from '../../components/time.tsx';
import { showToast } from '../../components/toast-store.ts';
import { Tooltip } from '../../components/tooltip.tsx';
import { shortSpan } from '../../format/time.ts';
import { t } from '../../i18n/index.ts';
import { authorName } from '../posts/author.ts';
import { VoteForButton } from '../ideas/vote-for-button.tsx';
import { PromiseBadge } from '../promises/promise-chip.tsx';
import type { PickerKind } from './pickers.tsx';
import { StatusBadge } from './status.tsx';
import type { Triage } from './use-triage.ts';

interface HeadProps {
  detail: ConversationDetail;
  triage: Triage;
  onPicker(kind: PickerKind): void;
  onMacro(): void;
  onBack(): void;
  onFinish(): void;
  onAbout(): void;
}

/** Who it is with, how it stands, and what can be done with it. */
export function ConversationHead({
  detail,
  triage,
  onPicker,
  onMacro,
  onBack,
  onFinish,
  onAbout,
}: HeadProps) {
  const name = authorName(detail.author);
  const can = useCan();
  return (
    <header className="conversation-head">
      <div className="conversation-head-line">
        <IconButton
          className="conversation-back"
          icon={ArrowLeft}
          label={t('inbox.act.back')}
          shortcut="Escape"
          onClick={onBack}
        />
        <h2 className="conversation-title ellipsis" dir="auto">
          {detail.title !== null && detail.title !== '' ? detail.title : name}
        </h2>
        <StatusBadge status={detail.status} until={detail.snoozedUntil} />
        {detail.snoozeReason !== null && (
          <em className="head-why ellipsis" dir="auto" title={detail.snoozeReason}>
            {detail.snoozeReason}
          </em>
        )}
        <Waiting since={detail.waitingSince} />
        <PromiseBadge promise={detail.promise} />
        <span className="grow" />
        {can('inbox.work') && (
          <Actions
            detail={detail}
            triage={triage}
            onPicker={onPicker}
            onMacro={onMacro}
            onFinish={onFinish}
          />
        )}
        <IconButton
          className="conversation-about-button"
          icon={PanelRight}
          label={t('inbox.details')}
          onClick={onAbout}
        />
      </div>
      {(detail.labels.length > 0 || detail.team !== null) && (
        <div className="conversation-labels">
          <TeamChip detail={detail} triage={triage} />
          {detail.labels.map((label) => (
            <Chip
              key={label}
              icon={Tag}
              removeLabel={t('inbox.label.remove', { name: label })}
              onRemove={can('inbox.work') ? () => triage.label([detail.id], label, false) : undefined}
            >
              {label}
            </Chip>
          ))}
        </div>
      )}
    </header>
  );
}

function Actions({
  detail,
  triage,
  onPicker,
  onMacro,
  onFinish,
}: Pick<HeadProps, 'detail' | 'triage' | 'onPicker' | 'onMacro' | 'onFinish'>) {
  const isDone = detail.status === 'done';
  return (
    <>
      <Tooltip text={t('inbox.act.assign')} shortcut="a">
        <button
          type="button"
          className="button button-ghost button-m conversation-assignee"
          onClick={() => onPicker('assign')}
        >
          <span className="visually-hidden">{assigneeLabel(detail)}</span>
          {detail.assignee === null ? (
            <UserRound size={16} aria-hidden />
          ) : (
            <Avatar id={detail.assignee.id} name={detail.assignee.name} size={20} />
          )}
          <span className="conversation-assignee-name ellipsis" aria-hidden>
            {detail.assignee?.name ?? t('inbox.act.assign')}
          </span>
        </button>
      </Tooltip>
      <IconButton icon={Tag} label={t('inbox.act.label')} shortcut="l" onClick={() => onPicker('label')} />
      <IconButton
        icon={Clock}
        label={t('inbox.act.snooze')}
        shortcut="s"
        onClick={() => onPicker('snooze')}
      />
      <VoteForButton
        conversationId={detail.id}
        postId={detail.thread.find(({ isOwn, deletedAt }) => !isOwn && deletedAt === null)?.id}
        words={detail.excerpt}
      />
      <Tooltip text={t(isDone ? 'inbox.act.reopen' : 'inbox.act.done')} shortcut="e">
        <Button
          icon={isDone ? CircleDot : Check}
          onClick={onFinish}
          className="conversation-done"
          aria-label={t(isDone ? 'inbox.act.reopen' : 'inbox.act.done')}
        >
          <span>{t(isDone ? 'inbox.act.reopen' : 'inbox.act.done.short')}</span>
        </Button>
      </Tooltip>
      <Menu
        align="end"
        trigger={<IconButton icon={Ellipsis} label={t('common.more')} />}
        entries={moreEntries(detail, triage, onMacro)}
      />
    </>
  );
}

function TeamChip({ detail: { id, team }, triage }: Pick<HeadProps, 'detail' | 'triage'>) {
  const mayWork = useCan()('inbox.work');
  if (team === null) return null;
  return (
    <Chip
      icon={UsersRound}
      removeLabel={t('inbox.team.remove', { name: team.name })}
      onRemove={mayWork ? () => triage.giveToTeam([id], null, '') : undefined}
    >
      {team.name}
    </Chip>
  );
}

function Waiting({ since }: { since: string | null }) {
  const now = useNow();
  if (since === null) return null;
  return (
    <span className="conversation-waiting">
      {now - Date.parse(since) < 60_000
        ? t('inbox.waited.new')
        : t('inbox.waited', { span: shortSpan(now - Date.parse(since)) })}
    </span>
  );
}

function assigneeLabel(detail: ConversationDetail): string {
  return detail.assignee === null
    ? t('inbox.act.assign')
    : t('inbox.row.assignee', { name: detail.assignee.name });
}

function moreEntries(detail: ConversationDetail, triage: Triage, onMacro: () => void): MenuEntry[] {
  const ids = [detail.id];
  return [
    { label: t('macros.run'), icon: Zap, shortcut: 'm', onSelect: onMacro },
    {
      label: t('inbox.act.waiting'),
      icon: Hourglass,
      isDisabled: detail.status === 'waiting',
      onSelect: () => triage.setStatus(ids, 'waiting'),
    },
    {
      label: t('inbox.act.reopen'),
      icon: CircleDot,
      isDisabled: detail.status === 'open',
      onSelect: () => triage.setStatus(ids, 'open'),
    },
    { label: t('inbox.act.unread'), icon: Mail, shortcut: 'u', onSelect: () => triage.setUnread(ids, true) },
    'line',
    { label: t('inbox.act.copyLink'), icon: Link2, onSelect: () => void copyLink(detail.id) },
  ];
}

async function copyLink(id: string): Promise<void> {
  await navigator.clipboard.writeText(new URL(`/inbox/${id}`, globalThis.location.origin).href);
  showToast({ text: t('common.copied') });
}
