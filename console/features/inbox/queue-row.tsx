import { Link } from '@tanstack/react-router';
import { FolderOpen, CornerUpLeft, Lock, MessagesSquare, Paperclip, Tag, UsersRound } from 'lucide-react';
import { memo, type MouseEvent } from 'react';
import type { ConversationRow } from '../../api/types.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Chip } from '../../components/badge.tsx';
import { Tick } from '../../components/choice.tsx';
import { classNames } from '../../components/class-names.ts';
import { NetworkIcon } from '../../components/network-icon.tsx';
import { Time, useNow } from '../../components/time.tsx';
import { shortSpan } from '../../format/time.ts';
import { t, tn } from '../../i18n/index.ts';
import { FloodChip } from '../floods/flood-bar.tsx';
import { authorName } from '../posts/author.ts';
import { PromiseBadge } from '../promises/promise-chip.tsx';
import type { QueueFilters } from './filters.ts';
import './queue-row.css';
import { UnderstoodMarks } from './understood-marks.tsx';
import { OutgoingBadge, StatusBadge } from './status.tsx';
import { PriorityButton } from './why.tsx';

interface QueueRowProps {
  row: ConversationRow;
  filters: QueueFilters;
  hasLeft: boolean;
  isOpen: boolean;
  isAtCursor: boolean;
  isSelected: boolean;
  onSelect(id: string, isRange: boolean): void;
}

/** One conversation of the queue. Drawn again only when something of it changed. */
export const QueueRow = memo(function QueueRow({
  row,
  filters,
  hasLeft,
  isOpen,
  isAtCursor,
  isSelected,
  onSelect,
}: QueueRowProps) {
  const name = authorName(row.author);
  const select = (event: MouseEvent) => {
    if (!event.shiftKey) return;
    event.preventDefault();
    onSelect(row.id, true);
  };
  return (
    <li
      id={`row-${row.id}`}
      className={classNames(
        'queue-row',
        isAtCursor && 'queue-row-cursor',
        isOpen && 'queue-row-open',
        isSelected && 'queue-row-selected',
        row.isUnread && 'queue-row-unread',
        hasLeft && 'queue-row-left',
      )}
    >
      <span className="queue-row-face">
        <Avatar id={row.author.id} name={name} url={row.author.avatarUrl} />
        <span className="queue-row-tick">
          <Tick
            label={t('inbox.row.select', { name })}
            isOn={isSelected}
            onChange={() => onSelect(row.id, false)}
          />
        </span>
      </span>
      <div className="queue-row-main">
        <div className="queue-row-line">
          {row.isUnread && <span className="queue-row-dot" role="img" aria-label={t('inbox.row.unread')} />}
          <Link
            to="/inbox/{-$conversationId}"
            params={{ conversationId: row.id }}
            search={filters}
            className="queue-row-link ellipsis"
            aria-current={isOpen ? 'true' : undefined}
            onClick={select}
          >
            {name}
          </Link>
          {row.author.handle !== null && row.author.handle !== name && (
            <span className="queue-row-handle ellipsis">@{row.author.handle}</span>
          )}
          <span className="grow" />
          <Waited row={row} />
        </div>
        <p className="queue-row-text" dir="auto">
          {row.title !== null && row.title !== '' && <strong>{row.title} </strong>}
          {row.isGone ? t('inbox.row.gone') : row.excerpt}
        </p>
        <div className="queue-row-line queue-row-marks">
          <NetworkIcon network={row.network} />
          {row.isPrivate && <PrivateIcon />}
          {(hasLeft || (filters.status ?? 'open') === 'any' || row.status === 'snoozed') && (
            <StatusBadge status={row.status} until={row.snoozedUntil} />
          )}
          {row.snoozeReason !== null && (
            <em className="queue-row-why ellipsis" dir="auto">
              {row.snoozeReason}
            </em>
          )}
          {hasLeft && <em className="ellipsis">{t('inbox.row.left')}</em>}
          {row.case !== null && (
            <Chip icon={FolderOpen}>
              #{row.case.number}
              {row.case.threads > 1 && ` · ${tn('cases.threads', row.case.threads)}`}
            </Chip>
          )}
          {!hasLeft && row.team !== null && <Chip icon={UsersRound}>{row.team.name}</Chip>}
          <FloodChip flood={row.flood} />
          <OutgoingBadge outgoing={row.outgoing} />
          <PromiseBadge promise={row.promise} isShort />
          {!hasLeft && <UnderstoodMarks labels={row.understood} />}
          {(hasLeft ? [] : row.labels.slice(0, 2)).map((label) => (
            <Chip key={label} icon={Tag}>
              {label}
            </Chip>
          ))}
          {!hasLeft && row.labels.length > 2 && <span className="figures">+{row.labels.length - 2}</span>}
          {!hasLeft && row.topics[0] !== undefined && (
            <span className="queue-row-topic ellipsis">
              {row.topics.map((topic) => topic.name).join(', ')}
            </span>
          )}
          <span className="grow" />
          {row.hasMedia && <Paperclip size={14} aria-label={t('inbox.row.media')} />}
          {row.postCount > 1 && (
            <span className="queue-row-count" title={tn('inbox.row.posts', row.postCount)}>
              <MessagesSquare size={14} aria-hidden />
              <span className="figures">{row.postCount}</span>
            </span>
          )}
          {row.assignee !== null && (
            <span title={t('inbox.row.assignee', { name: row.assignee.name })}>
              <Avatar id={row.assignee.id} name={row.assignee.name} size={20} />
              <span className="visually-hidden">{t('inbox.row.assignee', { name: row.assignee.name })}</span>
            </span>
          )}
          <PriorityButton priority={row.priority} factors={row.factors} />
        </div>
      </div>
    </li>
  );
});

/** Said to us alone; also on a channel where nothing is public, as a row is read at a glance. */
function PrivateIcon() {
  const words = t('inbox.row.private');
  return (
    <span className="queue-row-private" role="img" aria-label={words} title={words}>
      <Lock size={14} aria-hidden />
    </span>
  );
}

/** How long they have been waiting; when the last word is ours, when the last post was. */
function Waited({ row }: { row: ConversationRow }) {
  const now = useNow();
  if (row.waitingSince === null) {
    return (
      <span className="queue-row-time" title={t('inbox.row.lastOurs')}>
        <CornerUpLeft size={12} aria-label={t('inbox.row.lastOurs')} /> <Time at={row.lastPostAt} />
      </span>
    );
  }
  const waited = now - Date.parse(row.waitingSince);
  return (
    <span className={classNames('queue-row-time', waited > 86_400_000 && 'queue-row-long')}>
      <span className="visually-hidden">{t('inbox.waited', { span: shortSpan(waited) })}</span>
      <span aria-hidden>
        <Time at={row.waitingSince} as="since" />
      </span>
    </span>
  );
}
