import { Link } from '@tanstack/react-router';
import { UserRound, UsersRound } from 'lucide-react';
import { classNames } from '../../components/class-names.ts';
import { NetworkIcon } from '../../components/network-icon.tsx';
import { Time } from '../../components/time.tsx';
import { CaseStatusBadge } from '../cases/status.tsx';
import { StatusBadge } from '../inbox/status.tsx';
import { type Found, keyOf } from './hits.ts';
import { KIND_ICONS } from './icons.ts';
import { MarkedText } from './marked-text.tsx';

interface HitRowProps {
  hit: Found;
  words: readonly string[];
  isCurrent: boolean;
}

/** Something that was found: what it is, where the words stand in it, how it stands and who has it. */
export function HitRow({ hit, words, isCurrent }: HitRowProps) {
  const Icon = KIND_ICONS[hit.kind];
  return (
    <li id={`hit-${keyOf(hit)}`} className={classNames('hit', isCurrent && 'hit-current')}>
      <Link to={hit.to as string} className="hit-link">
        <Icon size={16} aria-hidden className="hit-icon" />
        <span className="hit-main">
          <span className="hit-head">
            <strong className="ellipsis" dir="auto">
              <MarkedText text={hit.title} words={words} />
            </strong>
            {hit.network !== null && <NetworkIcon network={hit.network} />}
            <span className="grow" />
            {hit.at !== null && <Time at={hit.at} className="faint" />}
          </span>
          {hit.excerpt !== '' && (
            <span className="hit-text" dir="auto">
              <MarkedText text={hit.excerpt} words={words} />
            </span>
          )}
          <Work hit={hit} />
        </span>
      </Link>
    </li>
  );
}

function Work({ hit }: { hit: Found }) {
  if (hit.status === null) return null;
  return (
    <span className="hit-work">
      <Standing status={hit.status} />
      {hit.team !== null && (
        <span className="row">
          <UsersRound size={14} aria-hidden />
          {hit.team}
        </span>
      )}
      {hit.assignees.length > 0 && (
        <span className="row">
          <UserRound size={14} aria-hidden />
          {hit.assignees.join(', ')}
        </span>
      )}
    </span>
  );
}

function Standing({ status }: { status: string }) {
  switch (status) {
    case 'open':
    case 'waiting':
    case 'snoozed':
    case 'done':
      return <StatusBadge status={status} />;
    case 'solved':
    case 'closed':
      return <CaseStatusBadge status={status} />;
    default:
      return null;
  }
}
