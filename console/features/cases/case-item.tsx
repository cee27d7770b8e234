import { Link } from '@tanstack/react-router';
import { MessagesSquare } from 'lucide-react';
import type { CaseRow } from '#respond/cases/schema.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Chip } from '../../components/badge.tsx';
import { Tick } from '../../components/choice.tsx';
import { classNames } from '../../components/class-names.ts';
import { NetworkIcon } from '../../components/network-icon.tsx';
import { Time } from '../../components/time.tsx';
import { t, tn } from '../../i18n/index.ts';
import { CaseStatusBadge } from './status.tsx';

interface ItemProps {
  row: CaseRow;
  isCurrent?: boolean;
  /** Absent where nothing can be chosen. */
  isChosen?: boolean;
  onToggle?(): void;
}

/** A case in a list. */
export function CaseItem({ row, isCurrent = false, isChosen = false, onToggle }: ItemProps) {
  return (
    <li id={`case-${row.id}`} className={classNames('case-item', isCurrent && 'case-item-current')}>
      {onToggle !== undefined && (
        <Tick label={t('cases.choose', { number: row.number })} isOn={isChosen} onChange={onToggle} />
      )}
      <Link to="/cases/$caseId" params={{ caseId: row.id }} className="case-item-link">
        <span className="case-item-head">
          <span className="figures faint">#{row.number}</span>
          <strong className="ellipsis" dir="auto">
            {row.title}
          </strong>
          <span className="grow" />
          <Time at={row.lastAt} className="faint" />
        </span>
        <span className="case-item-line">
          <CaseStatusBadge status={row.status} />
          {row.customer !== null && (
            <span className="case-item-who ellipsis">
              <Avatar
                id={row.customer.accountId}
                name={row.customer.name}
                url={row.customer.avatarUrl}
                size={16}
              />
              <span className="ellipsis">{row.customer.name}</span>
            </span>
          )}
          {row.networks.map((network) => (
            <NetworkIcon key={network} network={network} />
          ))}
          {row.threads > 1 && (
            <span className="case-item-threads">
              <MessagesSquare size={14} aria-hidden />
              {tn('cases.threads', row.threads)}
            </span>
          )}
          <span className="faint">{row.type.name}</span>
          {row.labels.slice(0, 3).map((label) => (
            <Chip key={label}>{label}</Chip>
          ))}
          <span className="grow" />
          {row.assignees.map((one) => (
            <Avatar key={one.id} id={one.id} name={one.name} size={20} />
          ))}
        </span>
      </Link>
    </li>
  );
}
