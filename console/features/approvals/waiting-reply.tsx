import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReplyView } from '../../api/types.ts';
import { useLive } from '../../app/live.ts';
import { Badge } from '../../components/badge.tsx';
import { Callout } from '../../components/callout.tsx';
import { t } from '../../i18n/index.ts';
import { PromiseBadge } from '../promises/promise-chip.tsx';
import './approvals.css';
import { AuthorActions } from './author-actions.tsx';
import { approvalQueries } from './queries.ts';
import { SaidList } from './said-list.tsx';
import { STATES } from './states.ts';
import { StepsLine } from './steps-line.tsx';

/** Under a reply that waits, in its thread and in the outbox: where it stands, and what its author can do. */
export function WaitingReply({ reply }: { reply: ReplyView }) {
  const queryClient = useQueryClient();
  const approvals = useQuery(approvalQueries.ofConversation(reply.conversationId));
  useLive('approval.changed', (event) => {
    if (event.conversationId === reply.conversationId)
      void queryClient.invalidateQueries({ queryKey: ['approvals'] });
  });
  const approval = approvals.data?.find(({ replyId }) => replyId === reply.id);
  if (!approval) return null;
  const { icon, tone } = STATES[approval.state];
  return (
    <div className="approval-main approval-waiting">
      <p className="approval-times">
        {approval.state !== 'waiting' && (
          <Badge icon={icon} tone={tone}>
            {t(`approvals.state.${approval.state}`)}
          </Badge>
        )}
        <span className="approval-why">{approval.reasons.map(({ text }) => text).join(' · ')}</span>
        <PromiseBadge promise={approval.promise} />
      </p>
      {approval.offered.length > 1 && (
        <p className="faint">{t('approvals.more', { count: approval.offered.length - 1 })}</p>
      )}
      <StepsLine approval={approval} />
      <SaidList approval={approval} />
      {approval.problem !== null && (
        <Callout tone="warn">{t('approvals.stopped', { problem: approval.problem })}</Callout>
      )}
      {approval.isMine && <AuthorActions approval={approval} />}
      {approval.mayDecide && (
        <p>
          <Link to="/approvals" search={{ open: approval.id }} className="button button-secondary button-s">
            {t('approvals.decide')}
          </Link>
        </p>
      )}
    </div>
  );
}
