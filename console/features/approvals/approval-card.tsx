import { Link } from '@tanstack/react-router';
import { CornerUpLeft, MessageSquareText } from 'lucide-react';
import { Avatar } from '../../components/avatar.tsx';
import { Badge } from '../../components/badge.tsx';
import { Callout } from '../../components/callout.tsx';
import { classNames } from '../../components/class-names.ts';
import { FileList } from '../../components/files/file-list.tsx';
import { NetworkIcon } from '../../components/network-icon.tsx';
import { Time } from '../../components/time.tsx';
import { t } from '../../i18n/index.ts';
import { PromiseBadge } from '../promises/promise-chip.tsx';
import { AuthorActions } from './author-actions.tsx';
import { DecideForm, type Saying } from './decide-form.tsx';
import { Offers } from './offers.tsx';
import { SaidList } from './said-list.tsx';
import { STATES } from './states.ts';
import { StepsLine } from './steps-line.tsx';
import type { ApprovalView } from './types.ts';

interface CardProps {
  approval: ApprovalView;
  isCurrent: boolean;
  picked: number;
  onPick(index: number): void;
  saying: Saying;
  onSaying(saying: Saying): void;
  onFocus(): void;
}

/** A reply that waits, with all one needs to decide: why it waits, what it answers, what it says, and who was asked. */
export function ApprovalCard({ approval, isCurrent, picked, onPick, saying, onSaying, onFocus }: CardProps) {
  const { state, author, reasons, note, problem, promise } = approval;
  const { icon, tone } = STATES[state];
  return (
    <li
      id={approval.id}
      className={classNames('approval', isCurrent && 'approval-current')}
      aria-current={isCurrent || undefined}
      onFocus={onFocus}
      onMouseDown={onFocus}
    >
      <Avatar id={author.id} name={author.name} />
      <div className="approval-main">
        <header className="approval-head">
          <strong className="ellipsis">
            {t('approvals.by', { name: author.name, handle: approval.account })}
          </strong>
          <NetworkIcon network={approval.network} />
          <span className="grow" />
          <Badge icon={icon} tone={tone}>
            {t(`approvals.state.${state}`)}
          </Badge>
          <Time at={approval.askedAt} className="faint" />
        </header>
        <p className="approval-why">{reasons.map(({ text }) => text).join(' · ')}</p>
        <Answered approval={approval} />
        <Offers approval={approval} picked={picked} onPick={onPick} />
        <FileList files={approval.files} />
        {note !== null && (
          <p className="approval-note">
            <strong>{author.name}:</strong> {note}
          </p>
        )}
        <StepsLine approval={approval} />
        <p className="approval-times">
          <PromiseBadge promise={promise} />
          {approval.endedAt === null && (
            <span className="faint">
              {t('approvals.until')} <Time at={approval.expiresAt} />
            </span>
          )}
        </p>
        <SaidList approval={approval} />
        {problem !== null && <Callout tone="warn">{t('approvals.stopped', { problem })}</Callout>}
        {approval.mayDecide && (
          <DecideForm
            approval={approval}
            picked={picked}
            saying={saying}
            onSaying={onSaying}
            isCurrent={isCurrent}
          />
        )}
        {approval.isMine && <AuthorActions approval={approval} />}
      </div>
    </li>
  );
}

/** Which post is answered, and the way to its conversation. */
function Answered({ approval: { answers, conversationId } }: { approval: ApprovalView }) {
  return (
    <p className="approval-answers" dir="auto">
      <CornerUpLeft size={14} aria-hidden />
      {answers !== null && (
        <span className="approval-answered">
          <strong>{answers.author}</strong> {answers.text}
        </span>
      )}
      <Link to="/inbox/{-$conversationId}" params={{ conversationId }} search={{ status: 'any' }}>
        <MessageSquareText size={14} aria-hidden />
        {t('approvals.conversation')}
      </Link>
    </p>
  );
}
