import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import type { ConversationDetail, PostView, ReplyView } from '../../api/types.ts';
import { useLive } from '../../app/live.ts';
import { useUser } from '../../app/session.ts';
import { SidePanel } from '../../components/dialog.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { t } from '../../i18n/index.ts';
import { VisitorLine } from '../chat/visitor-line.tsx';
import { FloodBar } from '../floods/flood-bar.tsx';
import { authorName } from '../posts/author.ts';
import { ScheduledCards } from '../schedule/scheduled-cards.tsx';
import { ListenFirst } from '../voice/listen-first.tsx';
import { useMeasuredTime } from '../cases/use-measured-time.ts';
import { Suggestions } from '../knowledge/suggestions.tsx';
import { Composer, type ComposerMode } from './composer.tsx';
import { ConversationHead } from './conversation-head.tsx';
import './conversation.css';
import type { QueueFilters } from './filters.ts';
import { PersonColumn } from './person-column.tsx';
import type { PickerKind } from './pickers.tsx';
import { Presence } from './presence.tsx';
import { inboxQueries } from './queries.ts';
import { Thread } from './thread.tsx';
import type { Triage } from './use-triage.ts';

interface ConversationProps {
  id: string;
  filters: QueueFilters;
  triage: Triage;
  /** A wish from the keyboard to write here; a new object is a new wish. */
  writing: { mode: ComposerMode } | null;
  onPicker(kind: PickerKind): void;
  onMacro(): void;
  onBack(): void;
  onFinish(): void;
  onSentAndDone(): void;
}

const READ_AFTER = 800;

/** One conversation: what was said, what to answer, and who it is with. */
export function Conversation(props: ConversationProps) {
  const detail = useQuery(inboxQueries.detail(props.id));
  if (detail.data === undefined) {
    return detail.isError ? (
      <ErrorState error={detail.error} onRetry={() => void detail.refetch()} />
    ) : (
      <SkeletonRows label={t('inbox.thread.loading')} count={4} />
    );
  }
  return <Loaded {...props} detail={detail.data} />;
}

function Loaded({
  id,
  detail,
  filters,
  triage,
  writing,
  onPicker,
  onMacro,
  onBack,
  onFinish,
  onSentAndDone,
}: ConversationProps & { detail: ConversationDetail }) {
  const user = useUser();
  const queryClient = useQueryClient();
  const [answering, setAnswering] = useState<PostView | null>(null);
  const [rewrite, setRewrite] = useState<ReplyView | null>(null);
  const [isTyping, setIsTyping] = useState(false);
  const [isPanelOpen, setIsPanelOpen] = useState(false);

  const markRead = useEffectEvent(() => {
    if (document.visibilityState === 'visible') triage.markRead(id);
  });
  useEffect(() => {
    if (!detail.isUnread) return;
    const timer = setTimeout(markRead, READ_AFTER);
    return () => clearTimeout(timer);
  }, [detail.isUnread]);

  useLive('reply.changed', (event) => {
    if (event.conversationId !== id) return;
    void queryClient.invalidateQueries({ queryKey: ['inbox', 'detail', id] });
  });
  useLive('inbox.presence', (event) => {
    if (event.conversationId !== id) return;
    queryClient.setQueryData<ConversationDetail>(
      ['inbox', 'detail', id],
      (before) => before && { ...before, viewers: event.viewers },
    );
  });

  useMeasuredTime(detail.case?.id ?? null);
  const [inserted, setInserted] = useState<{ text: string } | null>(null);
  const about = (
    <>
      <ListenFirst detail={detail} />
      <Suggestions
        conversationId={id}
        said={detail.lastPostAt}
        onInsert={(text) => {
          setIsPanelOpen(false);
          setInserted({ text });
        }}
      />
      <PersonColumn detail={detail} filters={filters} />
    </>
  );
  return (
    <div className="conversation">
      <ConversationHead
        detail={detail}
        triage={triage}
        onPicker={onPicker}
        onMacro={onMacro}
        onBack={onBack}
        onFinish={onFinish}
        onAbout={() => setIsPanelOpen(true)}
      />
      <div className="conversation-body">
        {detail.network === 'chat' && <VisitorLine conversationId={id} />}
        {detail.flood !== null && (
          <FloodBar key={detail.flood.id} flood={detail.flood} name={authorName(detail.author)} />
        )}
        <Presence
          id={id}
          viewers={detail.viewers.filter((viewer) => viewer.id !== user.id)}
          isTyping={isTyping}
        />
        <Thread detail={detail} replies={detail.replies} onAnswer={setAnswering} onRewrite={setRewrite} />
        <ScheduledCards conversationId={id} onCancelled={(text) => setInserted({ text })} />
        <Composer
          detail={detail}
          answering={answering}
          onAnswer={setAnswering}
          inserted={inserted}
          rewrite={rewrite}
          onRewritten={() => setRewrite(null)}
          wish={writing}
          onTyping={setIsTyping}
          onSentAndDone={onSentAndDone}
        />
      </div>
      <aside className="conversation-about" aria-label={t('inbox.details')}>
        {about}
      </aside>
      <SidePanel title={t('inbox.details')} isOpen={isPanelOpen} onOpenChange={setIsPanelOpen}>
        {about}
      </SidePanel>
    </div>
  );
}
