import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { CornerUpLeft, MessageSquareText, Send } from 'lucide-react';
import type { ReplyState, ReplyView } from '../../api/types.ts';
import { useLive } from '../../app/live.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Button } from '../../components/button.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { NetworkIcon } from '../../components/network-icon.tsx';
import { EmptyState, Page } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { Time } from '../../components/time.tsx';
import { type MessageKey, t } from '../../i18n/index.ts';
import { ReplyFooter } from '../inbox/reply-card.tsx';
import { ReplyBadge } from '../inbox/status.tsx';
import { Parts } from '../posts/post-text.tsx';
import { textParts } from '../posts/text-parts.ts';
import { ScheduledList } from '../schedule/scheduled-cards.tsx';
import { HeldMessages } from './held-messages.tsx';
import './outbox.css';
import { outboxQueries } from './queries.ts';
import { SuspensionPanel } from './suspension-panel.tsx';

const STATES: readonly (ReplyState | 'all')[] = [
  'all',
  'waiting',
  'scheduled',
  'uncertain',
  'held',
  'failed',
  'ready',
  'sending',
  'sent',
  'cancelled',
];

/** All replies with where they stand, and the switch that holds them. */
export function OutboxPage() {
  const { state } = useSearch({ from: '/shell/outbox' });
  const queryClient = useQueryClient();
  const replies = useInfiniteQuery(outboxQueries.replies(state));
  useLive('reply.changed', () => void queryClient.invalidateQueries({ queryKey: ['outbox'] }));
  const items = replies.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page title={t('outbox.title')} text={t('outbox.text')} toolbar={<States state={state} />}>
      <SuspensionPanel />
      <HeldMessages />
      <ScheduledList />
      {replies.isPending ? (
        <SkeletonRows label={t('outbox.loading')} />
      ) : replies.isError ? (
        <ErrorState error={replies.error} isSmall onRetry={() => void replies.refetch()} />
      ) : items.length === 0 ? (
        <Nothing state={state} />
      ) : (
        <ul className="list" aria-label={t('outbox.list')}>
          {items.map((reply) => (
            <Row key={reply.id} reply={reply} />
          ))}
        </ul>
      )}
      {replies.hasNextPage && (
        <p className="outbox-more">
          <Button isBusy={replies.isFetchingNextPage} onClick={() => void replies.fetchNextPage()}>
            {t('common.loadMore')}
          </Button>
        </p>
      )}
    </Page>
  );
}

function States({ state }: { state: ReplyState | undefined }) {
  return (
    <nav className="tab-list outbox-states" aria-label={t('outbox.filter')}>
      {STATES.map((each) => (
        <Link
          key={each}
          to="/outbox"
          search={each === 'all' ? {} : { state: each }}
          className="tab"
          activeProps={{}}
          activeOptions={{ exact: true, includeSearch: true }}
          aria-current={(state ?? 'all') === each ? 'page' : undefined}
        >
          {t(`outbox.state.${each}` as MessageKey)}
        </Link>
      ))}
    </nav>
  );
}

function Row({ reply }: { reply: ReplyView }) {
  const navigate = useNavigate();
  const openConversation = () =>
    void navigate({
      to: '/inbox/{-$conversationId}',
      params: { conversationId: reply.conversationId },
      search: { status: 'any' },
    });
  return (
    <li className="outbox-row">
      <Avatar id={reply.createdBy.id} name={reply.createdBy.name} />
      <div className="outbox-main">
        <header className="reply-head">
          <strong className="ellipsis">{reply.createdBy.name}</strong>
          <span className="outbox-account ellipsis">@{reply.account.handle}</span>
          <NetworkIcon network={reply.account.network} />
          <span className="grow" />
          <ReplyBadge state={reply.state} />
          <Time at={reply.sentAt ?? reply.createdAt} className="faint" />
        </header>
        <Answered post={reply.answers} />
        <p className="post-text" dir="auto">
          <Parts parts={textParts(reply.text)} />
        </p>
        <ReplyFooter
          reply={reply}
          extra={
            <Link
              to="/inbox/{-$conversationId}"
              params={{ conversationId: reply.conversationId }}
              search={{ status: 'any' }}
              className="reply-receipt"
            >
              <MessageSquareText size={14} aria-hidden />
              {t('outbox.conversation')}
            </Link>
          }
          onRewrite={openConversation}
        />
      </div>
    </li>
  );
}

/** Which post is answered, in a line. */
function Answered({ post }: { post: ReplyView['answers'] }) {
  if (post === null) return null;
  return (
    <p className="outbox-answers" dir="auto">
      <CornerUpLeft size={14} aria-hidden />
      <span className="visually-hidden">{t('outbox.answers')} </span>
      <strong>{post.author}</strong>{' '}
      <span className="ellipsis">{post.text === '' ? t('outbox.answers.deleted') : post.text}</span>
    </p>
  );
}

function Nothing({ state }: { state: ReplyState | undefined }) {
  if (state !== undefined)
    return (
      <EmptyState
        isSmall
        icon={Send}
        title={t('outbox.empty.state.title')}
        text={state === 'failed' || state === 'uncertain' ? t('outbox.empty.state.text') : undefined}
      />
    );
  return (
    <EmptyState
      icon={Send}
      title={t('outbox.empty.all.title')}
      text={t('outbox.empty.all.text')}
      actions={
        <Link
          to="/inbox/{-$conversationId}"
          params={{ conversationId: undefined }}
          search={{}}
          className="button button-secondary button-m"
        >
          {t('outbox.empty.all.action')}
        </Link>
      }
    />
  );
}
